/** The third pane: the passage behind an edge, or the whole document it stands in. */

import type { Place } from "../address";
import { readingOf } from "../state";
import { useApp } from "./context";
import { DocumentPanel } from "./DocumentPanel";
import { EvidencePanel } from "./EvidencePanel";
import { Icon } from "./Icon";
import { Failed, Loading } from "./Notice";

function without({ document: _document, at: _at, ...rest }: Place): Place {
  return rest;
}

function closed(place: Place): Place {
  return place.entity ? { entity: place.entity } : {};
}

export function ReadingPane() {
  const { state, words, explorer } = useApp();
  const { place, evidence, whole } = state;
  const view = readingOf(place);
  const loaded = view === "document" ? whole : evidence;
  return (
    <section class="pane reader" aria-label={words.read}>
      <header class="bar">
        {view === "document" && place.edge ? (
          <button type="button" class="quiet" onClick={() => explorer.go(without(place))}>
            <Icon name="left" /> {words.backToPassage}
          </button>
        ) : (
          <span class="bar-title">{view === "document" ? words.read : words.evidence}</span>
        )}
        <button
          type="button"
          class="icon-button"
          aria-label={words.close}
          title={words.close}
          onClick={() => explorer.go(closed(place))}
        >
          <Icon name="close" />
        </button>
      </header>
      {loaded.state === "loading" && <Loading text={words.loading} />}
      {loaded.state === "failed" && <Failed title={words.failed} text={loaded.message} />}
      {view === "evidence" && evidence.state === "ready" && <EvidencePanel evidence={evidence.value} />}
      {view === "document" && whole.state === "ready" && <DocumentPanel whole={whole.value} />}
    </section>
  );
}
