/** Source text with its marks: each an underlined link in its kind's colour to the node it names. */

import { formatPlace } from "../address";
import type { Span } from "../contract";
import { partsOf } from "../text/markup";
import { cut, runs, type Mark, type Segment, type SourceText } from "../text/segments";
import { useApp } from "./context";

function Printed({ text }: { text: string }) {
  return (
    <>
      {partsOf(text).map((part, index) =>
        part.markup ? (
          <span key={index} class="markup">
            {part.text}
          </span>
        ) : (
          part.text
        ),
      )}
    </>
  );
}

/** A place inside a project's name carries both lines; it leads to the place, the rest of the name to the project. */
function Piece({ segment }: { segment: Segment }) {
  const { state } = useApp();
  const { marks, text } = segment;
  const innermost = marks.at(-1);
  if (!innermost) return <Printed text={text} />;
  const look = (mark: Mark) => `mark kind-${mark.label}${state.place.entity === mark.id ? " chosen" : ""}`;
  const link = (
    <a class={look(innermost)} href={formatPlace({ ...state.place, entity: innermost.id })}>
      <Printed text={text} />
    </a>
  );
  return marks.slice(0, -1).reduceRight((inner, mark) => <span class={look(mark)}>{inner}</span>, link);
}

interface Props {
  source: SourceText;
  span: Span;
  marks: readonly Mark[];
  quote: Span | null;
  /** Label of the kind whose colour tints the quotation. */
  tint: string | null;
}

/** The text of `span`, to the letter: the element's text content is exactly the source's. */
export function Passage({ source, span, marks, quote, tint }: Props) {
  return (
    <>
      {runs(cut(source, span, marks, quote)).map(({ quoted, segments }) => {
        const pieces = segments.map((segment) => <Piece key={segment.start} segment={segment} />);
        return quoted ? (
          <mark key={`q${segments[0]?.start}`} class={`quoted${tint ? ` kind-${tint}` : ""}`} data-quote>
            {pieces}
          </mark>
        ) : (
          pieces
        );
      })}
    </>
  );
}
