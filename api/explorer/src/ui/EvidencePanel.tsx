/** The passage an edge was read from. */

import { useEffect, useMemo, useRef } from "preact/hooks";

import type { Evidence, GraphNode } from "../contract";
import { shortName } from "../kinds";
import { pathText } from "../text/marks";
import { SourceText } from "../text/segments";
import { useApp } from "./context";
import { Glyph } from "./Glyph";
import { Passage } from "./Passage";
import { valueText } from "./values";

/** The end of the edge that the quoted words name: the body of a responsibility, else what the edge points at. */
export function quotedEnd(evidence: Evidence): GraphNode {
  return evidence.edge.type === "RESPONSIBLE_FOR" ? evidence.source : evidence.target;
}

function End({ node }: { node: GraphNode }) {
  const { state, explorer } = useApp();
  return (
    <button type="button" class="end" onClick={() => explorer.go({ ...state.place, entity: node.id })}>
      <Glyph label={node.label} />
      <span>{node.label === "Measure" ? shortName(node) : node.name}</span>
    </button>
  );
}

export function EvidencePanel({ evidence }: { evidence: Evidence }) {
  const { state, words, explorer } = useApp();
  const { document, measure, passage, edge } = evidence;
  const source = useMemo(() => new SourceText(passage.text), [passage.text]);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.querySelector("[data-quote]")?.scrollIntoView({ block: "center" });
  }, [evidence]);
  const { start, end: stop } = passage;
  const quote = start !== null && stop !== null ? { start, end: stop } : null;
  const lines = source.lines();
  const role = valueText(edge.properties.role ?? edge.properties.stage, words);
  const end = quotedEnd(evidence);
  return (
    <div class="scroll" ref={box}>
      <p class="reading-of">
        <End node={evidence.source} />
        <span class="relation">{role || (state.language === "zh" ? edge.title : words.relations[`${edge.type}:out`])}</span>
        <End node={evidence.target} />
      </p>
      <header class="source-of">
        <h2>{document.name}</h2>
        <p>
          {[document.number, document.date].filter(Boolean).map((part) => (
            <span key={part}>{part}</span>
          ))}
        </p>
      </header>
      <div class="print">
        <div class="measure">
          <span class="path">{measure ? pathText(measure.path) : words.preamble}</span>
          <div>
            {lines.map((line) => (
              <p key={line.start}>
                <Passage source={source} span={line} marks={[]} quote={quote} tint={end.label} />
              </p>
            ))}
          </div>
        </div>
      </div>
      {evidence.as_written !== evidence.quote && (
        <p class="as-written">
          {words.writtenAs} <q>{evidence.quote}</q>
          {words.list}
          {words.says} <q>{evidence.as_written}</q>
        </p>
      )}
      <button
        type="button"
        class="quiet"
        onClick={() => explorer.go({ ...state.place, document: document.id, at: [evidence.start, evidence.end] })}
      >
        {words.readDocument}
      </button>
    </div>
  );
}
