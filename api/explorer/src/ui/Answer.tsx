/** A named query: its question as a form, and its rows, each with the quotations it rests on. */

import { useEffect, useState } from "preact/hooks";

import type { QueryInfo, QueryResult, RowEvidence, Value } from "../contract";
import { FLAGSHIP } from "../explorer";
import type { Answer as AnswerState } from "../state";
import type { Strings } from "../strings";
import { useApp } from "./context";
import { Failed, Loading } from "./Notice";
import { valueText } from "./values";

/** Quotations shown with a row before the reader asks for all of them. */
const FEW = 2;

function question(info: QueryInfo, given: Record<string, string>, words: Strings): string {
  const { region, sector } = given;
  if (info.name === FLAGSHIP && region && sector) return words.flagship(region, sector);
  return info.title;
}

function Form({ info, given }: { info: QueryInfo; given: Record<string, string> }) {
  const { words, explorer } = useApp();
  const [values, setValues] = useState(given);
  useEffect(() => setValues(given), [given]);
  return (
    <form
      class="question-form"
      onSubmit={(event) => {
        event.preventDefault();
        void explorer.ask(info, values);
      }}
    >
      {info.params.map((param) => (
        <label key={param.name} title={param.help}>
          <span>{words.columnsOf[param.name] ?? param.name}</span>
          <input
            value={values[param.name] ?? ""}
            required={param.required}
            placeholder={param.default === null ? "" : String(param.default)}
            onInput={(event) => setValues({ ...values, [param.name]: event.currentTarget.value })}
          />
        </label>
      ))}
      <button type="submit">{words.ask}</button>
    </form>
  );
}

function Quote({ evidence }: { evidence: RowEvidence }) {
  const { state, explorer } = useApp();
  return (
    <li>
      <button
        type="button"
        class="quote"
        aria-pressed={state.place.edge === evidence.edge}
        onClick={() => explorer.go({ edge: evidence.edge })}
      >
        {evidence.quote}
      </button>
    </li>
  );
}

function Quotes({ evidence }: { evidence: RowEvidence[] }) {
  const { words } = useApp();
  const [all, setAll] = useState(false);
  const distinct = evidence.filter((one, at) => evidence.findIndex((other) => other.edge === one.edge) === at);
  const rest = distinct.length - FEW;
  return (
    <ul class="quotes">
      {(all ? distinct : distinct.slice(0, FEW)).map((one) => (
        <Quote key={one.edge} evidence={one} />
      ))}
      {rest > 0 && (
        <li>
          <button type="button" class="more" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? words.fewer : words.quotes(rest)}
          </button>
        </li>
      )}
    </ul>
  );
}

/** A row's columns as lines; what a measure's key says already (its document, its number) is not said twice. */
function lines(
  row: Record<string, Value>,
  columns: string[],
  heading: string,
  words: Strings,
): { column: string; text: string }[] {
  const shown = columns.map((column) => ({ column, text: valueText(row[column], words) }));
  const said = (text: string) =>
    shown.some((other) => other.text.startsWith(`${text} `) || other.text.endsWith(` ${text}`));
  const rest = shown.filter(({ column }) => column !== heading && column !== "roles");
  return rest.filter(({ text }) => text !== "" && !said(text));
}

/** What a row is about, as a way to the node of that name or key when it is drawn. */
function Heading({ value }: { value: Value | undefined }) {
  const { state, words, explorer } = useApp();
  const text = valueText(value, words);
  const { nodes } = state.picture;
  const node = nodes.get(String(value)) ?? [...nodes.values()].find((one) => one.name === value);
  if (!node) return <>{text}</>;
  return (
    <button type="button" class="heading" onClick={() => explorer.go({ ...state.place, entity: node.id })}>
      {text}
    </button>
  );
}

function Rows({ result }: { result: QueryResult }) {
  const { words } = useApp();
  if (result.rows.length === 0) return <p class="notice">{words.noRows}</p>;
  const heading = result.columns.includes("measure") ? "measure" : (result.columns[0] as string);
  return (
    <ol class="rows">
      {result.rows.map((row, index) => (
        <li key={index}>
          <h3>
            <Heading value={row[heading]} />
            {row.roles !== undefined && <small>{valueText(row.roles, words)}</small>}
          </h3>
          <dl>
            {lines(row, result.columns, heading, words).map(({ column, text }) => (
              <div key={column} class={`of-${column}`}>
                <dt>{words.columnsOf[column] ?? column}</dt>
                <dd>{text}</dd>
              </div>
            ))}
          </dl>
          <Quotes evidence={result.evidence.filter((one) => one.row === index)} />
        </li>
      ))}
    </ol>
  );
}

function Ready({ answer }: { answer: AnswerState }) {
  const { state, words, explorer } = useApp();
  const { info, given, result } = answer;
  const documents = state.status.state === "ready" ? state.status.value.documents : 0;
  return (
    <>
      <h2>{question(info, given, words)}</h2>
      <p class="tally">
        {result.truncated ? words.truncatedRows(result.rows.length) : words.rows(result.rows.length)}
        <span> · {words.answeredFrom(documents)}</span>
      </p>
      <Form info={info} given={given} />
      <Rows result={result} />
      <button type="button" class="quiet" onClick={() => void explorer.drawAnswer(result)}>
        {words.askAgain}
      </button>
    </>
  );
}

export function Answer() {
  const { state, words, explorer } = useApp();
  const { answer, catalogue } = state;
  const current = answer.state === "ready" ? answer.value.info.name : "";
  return (
    <div class="answer">
      <details class="what">
        <summary>{words.whatIsThis}</summary>
        <p>{words.whatIsThisText}</p>
      </details>
      {answer.state === "loading" && <Loading text={words.loading} />}
      {answer.state === "failed" && <Failed title={words.failed} text={answer.message} />}
      {answer.state === "ready" && <Ready answer={answer.value} />}
      {catalogue.length > 1 && (
        <nav class="others" aria-label={words.otherQuestions}>
          <h3>{words.otherQuestions}</h3>
          <ul>
            {catalogue
              .filter((info) => info.name !== current)
              .map((info) => (
                <li key={info.name}>
                  <button type="button" title={info.description} onClick={() => void explorer.ask(info, info.example)}>
                    {info.title}
                  </button>
                </li>
              ))}
          </ul>
        </nav>
      )}
    </div>
  );
}
