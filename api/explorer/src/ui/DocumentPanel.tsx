/** A whole document as in print: outline numbers in the margin, every body, project, place and citation marked. */

import { useEffect, useMemo, useRef } from "preact/hooks";

import type { DocumentMeasure, Span, WholeDocument } from "../contract";
import { marksOf, pathText } from "../text/marks";
import { SourceText } from "../text/segments";
import { useApp } from "./context";
import { Passage } from "./Passage";

interface Paragraph extends Span {
  /** The measure that begins in this line. */
  measures: DocumentMeasure[];
}

/** Lines of the text with the measures that begin in each; several short ones may share a line. */
export function paragraphs(source: SourceText, measures: readonly DocumentMeasure[]): Paragraph[] {
  const waiting = [...measures].sort((a, b) => a.start - b.start);
  return source.lines().map((line) => {
    const begun: DocumentMeasure[] = [];
    while (waiting[0] && waiting[0].start < line.end) begun.push(waiting.shift() as DocumentMeasure);
    return { ...line, measures: begun };
  });
}

/** Where only the parsed measures are kept, they are what there is to read. */
function Measures({ measures }: { measures: readonly DocumentMeasure[] }) {
  return (
    <>
      {measures.map((measure) => (
        <div class="measure" key={measure.id}>
          <span class="path">{pathText(measure.path)}</span>
          <p>{measure.text}</p>
        </div>
      ))}
    </>
  );
}

export function DocumentPanel({ whole }: { whole: WholeDocument }) {
  const { state, words } = useApp();
  const { document: node, text, measures } = whole;
  const source = useMemo(() => new SourceText(text ?? ""), [text]);
  const marks = useMemo(() => marksOf(whole), [whole]);
  const lines = useMemo(() => paragraphs(source, measures), [source, measures]);
  const box = useRef<HTMLDivElement>(null);
  const at = state.place.at;
  const [start, end] = at ?? [null, null];
  useEffect(() => {
    const lit = box.current?.querySelector("[data-quote]");
    if (lit) lit.scrollIntoView({ block: "center" });
    else if (box.current) box.current.scrollTop = 0;
  }, [whole, start, end]);
  const quote = start !== null && end !== null ? { start, end } : null;
  const tint = marks.find((mark) => mark.start === start && mark.end === end)?.label ?? null;
  const { number, date } = node.properties;
  return (
    <div class="scroll" ref={box}>
      <header class="source-of">
        <h2>{node.name}</h2>
        <p>
          {[number, date].filter(Boolean).map((part) => (
            <span key={String(part)}>{String(part)}</span>
          ))}
        </p>
      </header>
      {text === null && <p class="notice">{measures.length > 0 ? words.textNotKept : words.noText}</p>}
      <div class="print">
        {text === null && <Measures measures={measures} />}
        {lines.map((line) => (
          <div class="measure" key={line.start}>
            <span class="path">
              {line.measures.map((measure) => (
                <span key={measure.id} title={measure.heading ?? undefined}>
                  {pathText(measure.path)}
                </span>
              ))}
            </span>
            <p>
              <Passage source={source} span={line} marks={marks} quote={quote} tint={tint} />
            </p>
          </div>
        ))}
      </div>
    </div>
  );
}
