/** The search box: / comes here, arrows choose, Enter opens, Esc leaves. */

import { useEffect, useRef, useState } from "preact/hooks";

import type { SearchResult } from "../contract";
import { service } from "../service";
import { useApp } from "./context";
import { Glyph } from "./Glyph";
import { Icon } from "./Icon";

const PAUSE_MS = 120;
/** ARIA 1.2 allows the role on any text field; preact's types only know it together with a datalist. */
const COMBOBOX = { role: "combobox" } as object;

type Found = { state: "none" | "searching" | "failed" } | { state: "ready"; text: string; results: SearchResult[] };

function useSuggestions(text: string): Found {
  const [found, setFound] = useState<Found>({ state: "none" });
  useEffect(() => {
    const wanted = text.trim();
    if (wanted === "") {
      setFound({ state: "none" });
      return undefined;
    }
    const abort = new AbortController();
    setFound((last) => (last.state === "ready" ? last : { state: "searching" }));
    const timer = setTimeout(() => {
      service.search(wanted, abort.signal).then(
        (results) => setFound({ state: "ready", text: wanted, results }),
        () => {
          if (!abort.signal.aborted) setFound({ state: "failed" });
        },
      );
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [text]);
  return found;
}

function useSlashKey(input: { current: HTMLInputElement | null }): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      const typing = target.matches("input, textarea, select") || target.isContentEditable;
      if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      input.current?.focus();
      input.current?.select();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [input]);
}

export function Search() {
  const { words, explorer } = useApp();
  const [text, setText] = useState("");
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const found = useSuggestions(text);
  const results = found.state === "ready" ? found.results : [];
  const current = found.state === "ready" && found.text === text.trim();
  /** Enter was pressed before the suggestions for these words had come. */
  const hurried = useRef(false);
  useSlashKey(input);
  useEffect(() => {
    setActive(0);
    if (hurried.current && current) choose(results[0]);
  }, [found]);

  const choose = (result: SearchResult | undefined) => {
    hurried.current = false;
    if (!result) return;
    setText("");
    setOpen(false);
    input.current?.blur();
    void explorer.choose(result.id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // While an input method composes, Enter and arrows belong to it.
    if (event.isComposing) return;
    const last = results.length - 1;
    if (event.key === "ArrowDown") setActive((at) => (at >= last ? 0 : at + 1));
    else if (event.key === "ArrowUp") setActive((at) => (at <= 0 ? Math.max(last, 0) : at - 1));
    else if (event.key === "Enter" && current) choose(results[active]);
    else if (event.key === "Enter") hurried.current = text.trim() !== "";
    else if (event.key === "Escape") {
      if (text === "") input.current?.blur();
      setText("");
      setOpen(false);
    } else return;
    event.preventDefault();
  };
  const shown = open && found.state !== "none";

  return (
    <div class="search" role="search">
      <Icon name="search" />
      <input
        ref={input}
        type="search"
        {...COMBOBOX}
        aria-label={words.searchLabel}
        aria-expanded={shown}
        aria-controls="suggestions"
        aria-autocomplete="list"
        aria-activedescendant={shown && results.length ? `suggestion-${active}` : undefined}
        placeholder={words.searchHint}
        autocomplete="off"
        spellcheck={false}
        value={text}
        onInput={(event) => {
          setText(event.currentTarget.value);
          setOpen(true);
          hurried.current = false;
        }}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
      />
      <kbd aria-hidden="true">/</kbd>
      {shown && (
        <div class="suggestions">
          {found.state !== "ready" && (
            <p class="hint">{found.state === "failed" ? words.failed : words.searching}</p>
          )}
          {found.state === "ready" && results.length === 0 && <p class="hint">{words.searchNone}</p>}
          <ul id="suggestions" role="listbox" aria-label={words.searchLabel}>
            {results.map((result, index) => (
              <li
                key={result.id}
                id={`suggestion-${index}`}
                role="option"
                aria-selected={index === active}
                onMouseDown={(event) => {
                  event.preventDefault();
                  choose(result);
                }}
                onMouseEnter={() => setActive(index)}
              >
                <Glyph label={result.label} />
                <span class="name">{result.name}</span>
                <span class="kind">{words.kinds[result.label] ?? result.title}</span>
                {result.detail && <span class="detail">{result.detail}</span>}
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
