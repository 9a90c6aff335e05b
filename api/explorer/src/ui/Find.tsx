/** The first pane: search, the answer, the selected node's card. */

import type { Place } from "../address";
import { useApp } from "./context";
import { Answer } from "./Answer";
import { Card } from "./Card";
import { Failed, Loading } from "./Notice";
import { Search } from "./Search";

function Empty() {
  const { words } = useApp();
  return (
    <div class="empty">
      <h2>{words.empty}</h2>
      <p>{words.emptyText}</p>
      <pre>zhengtu load 文件夹/</pre>
      <p>{words.emptySamples}</p>
      <pre>zhengtu demo</pre>
    </div>
  );
}

const unselected = ({ entity: _entity, ...rest }: Place): Place => rest;

function Body() {
  const { state, words, explorer, dispatch } = useApp();
  const { status, tab, place } = state;
  if (status.state === "loading" || status.state === "none") return <Loading text={words.loading} />;
  if (status.state === "failed") {
    return (
      <Failed title={words.failed} text={status.message}>
        <button type="button" onClick={() => location.reload()}>
          {words.retry}
        </button>
      </Failed>
    );
  }
  if (status.value.documents === 0) return <Empty />;
  const tabs = (["answer", "entity"] as const).filter((name) => name === "answer" || place.entity !== undefined);
  return (
    <>
      {tabs.length > 1 && (
        <div class="tabs" role="tablist">
          {tabs.map((name) => (
            <button
              key={name}
              type="button"
              role="tab"
              id={`tab-${name}`}
              aria-selected={tab === name}
              aria-controls="find-body"
              onClick={() => dispatch({ type: "tab", tab: name })}
            >
              {name === "answer" ? words.answer : words.chosen}
            </button>
          ))}
          <button
            type="button"
            class="icon-button"
            aria-label={words.close}
            onClick={() => explorer.go(unselected(place))}
          >
            ×
          </button>
        </div>
      )}
      <div
        id="find-body"
        class="scroll"
        {...(tabs.length > 1 ? { role: "tabpanel" as const, "aria-labelledby": `tab-${tab}` } : {})}
      >
        {tab === "entity" && place.entity !== undefined ? <Card /> : <Answer />}
      </div>
    </>
  );
}

export function Find() {
  const { state, words, dispatch } = useApp();
  const other = state.language === "zh" ? "en" : "zh";
  return (
    <section class="pane find" aria-label={words.find}>
      <header>
        <h1>
          <span class="seal" aria-hidden="true">
            政
          </span>
          {words.brand}
          <small>{words.tagline}</small>
        </h1>
        <button type="button" class="language" lang={other} onClick={() => dispatch({ type: "language", language: other })}>
          {words.language}
        </button>
      </header>
      <Search />
      <Body />
    </section>
  );
}
