/** Three panes that can be drawn and folded: find, graph, read. */

import { useEffect, useState } from "preact/hooks";

import { readingOf } from "../state";
import { useApp } from "./context";
import { Find } from "./Find";
import { GraphPane } from "./GraphPane";
import { Icon } from "./Icon";
import { ReadingPane } from "./ReadingPane";
import { Splitter } from "./Splitter";

const FIND = { start: 332, least: 280, most: 560 };
const READ = { start: 630, least: 360, most: 820 };

export function Page() {
  const { state, words } = useApp();
  const [find, setFind] = useState(FIND.start);
  const [read, setRead] = useState(READ.start);
  const [folded, setFolded] = useState(false);
  const reading = readingOf(state.place) !== "closed";

  useEffect(() => {
    document.documentElement.lang = state.language === "zh" ? "zh-CN" : "en";
    localStorage.setItem("zhengtu.language", state.language);
  }, [state.language]);

  return (
    <main
      class={`page${folded ? " folded" : ""}${reading ? " reading" : ""}`}
      style={{ "--find": `${find}px`, "--read": `${read}px` }}
    >
      {!folded && <Find />}
      {!folded && (
        <Splitter
          label={words.resize}
          width={find}
          least={FIND.least}
          most={FIND.most}
          direction={1}
          onWidth={setFind}
        />
      )}
      <GraphPane />
      <button
        type="button"
        class="fold"
        aria-expanded={!folded}
        aria-label={folded ? words.unfold : words.fold}
        title={folded ? words.unfold : words.fold}
        onClick={() => setFolded(!folded)}
      >
        <Icon name={folded ? "right" : "left"} />
      </button>
      {reading && (
        <Splitter
          label={words.resize}
          width={read}
          least={READ.least}
          most={READ.most}
          direction={-1}
          onWidth={setRead}
        />
      )}
      {reading && <ReadingPane />}
    </main>
  );
}
