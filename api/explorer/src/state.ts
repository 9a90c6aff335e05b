/** What the page shows, as one value, and every way it may change. No I/O, no drawing. */

import type { Place } from "./address";
import type { Entity, Evidence, QueryInfo, QueryResult, Status, WholeDocument } from "./contract";
import type { Arrangement } from "./drawing/drawing";
import { EMPTY, type Picture } from "./picture";
import type { Language } from "./strings";

export type Selection = { kind: "node"; id: string } | { kind: "edge"; id: string } | null;

/** Something that is being fetched, is there, or could not be had. */
export type Loadable<T> =
  | { state: "none" }
  | { state: "loading" }
  | { state: "ready"; value: T }
  | { state: "failed"; message: string };

export const NONE = { state: "none" } as const;
export const LOADING = { state: "loading" } as const;
export const ready = <T>(value: T): Loadable<T> => ({ state: "ready", value });

export interface Answer {
  info: QueryInfo;
  given: Record<string, string>;
  result: QueryResult;
}

/** A cut that the reader must know of: `shown` of `total`, the total where it is known. */
export interface Cut {
  shown: number;
  total: number | null;
}

export interface State {
  language: Language;
  status: Loadable<Status>;
  catalogue: QueryInfo[];
  answer: Loadable<Answer>;
  tab: "answer" | "entity";
  picture: Picture;
  arrangement: Arrangement;
  /** Rises with each picture that is not a growth of the last, so that it is laid out anew. */
  generation: number;
  drawing: boolean;
  cut: Cut | null;
  /** What the address names; the three below are what was fetched for it. */
  place: Place;
  entity: Loadable<Entity>;
  evidence: Loadable<Evidence>;
  whole: Loadable<WholeDocument>;
  trouble: string | null;
}

export function initialState(language: Language): State {
  return {
    language,
    status: LOADING,
    catalogue: [],
    answer: NONE,
    tab: "answer",
    picture: EMPTY,
    arrangement: "columns",
    generation: 0,
    drawing: false,
    cut: null,
    place: {},
    entity: NONE,
    evidence: NONE,
    whole: NONE,
    trouble: null,
  };
}

/** The node or edge that is lit in the drawing. */
export function selectionOf({ entity, edge }: Place): Selection {
  if (entity) return { kind: "node", id: entity };
  return edge ? { kind: "edge", id: edge } : null;
}

/** What the reading pane shows: a whole document stands in front of the passage it was opened from. */
export function readingOf({ document, edge }: Place): "document" | "evidence" | "closed" {
  return document ? "document" : edge ? "evidence" : "closed";
}

export type Action =
  | { type: "language"; language: Language }
  | { type: "status"; status: Loadable<Status> }
  | { type: "catalogue"; catalogue: QueryInfo[] }
  | { type: "answer"; answer: Loadable<Answer> }
  | { type: "tab"; tab: State["tab"] }
  | { type: "drawing" }
  | { type: "draw"; picture: Picture; arrangement: Arrangement; cut: Cut | null }
  | { type: "grow"; picture: Picture; cut: Cut | null }
  | { type: "arrange"; arrangement: Arrangement }
  | { type: "place"; place: Place }
  | { type: "entity"; id: string; entity: Loadable<Entity> }
  | { type: "evidence"; id: string; evidence: Loadable<Evidence> }
  | { type: "whole"; id: string; whole: Loadable<WholeDocument> }
  | { type: "trouble"; message: string | null };

/** A new address: what it names and the last one did not has to be fetched. */
function move(state: State, place: Place): State {
  const fetched = <T>(name: string | undefined, last: string | undefined, kept: Loadable<T>): Loadable<T> =>
    name === undefined ? NONE : name === last && kept.state === "ready" ? kept : LOADING;
  const last = state.place;
  const opened = place.entity !== undefined && place.entity !== last.entity;
  return {
    ...state,
    place,
    tab: opened ? "entity" : place.entity ? state.tab : "answer",
    entity: fetched(place.entity, last.entity, state.entity),
    evidence: fetched(place.edge, last.edge, state.evidence),
    whole: fetched(place.document, last.document, state.whole),
  };
}

export function reduce(state: State, action: Action): State {
  switch (action.type) {
    case "language":
      return { ...state, language: action.language };
    case "status":
      return { ...state, status: action.status };
    case "catalogue":
      return { ...state, catalogue: action.catalogue };
    case "answer":
      return { ...state, answer: action.answer, tab: "answer" };
    case "tab":
      return { ...state, tab: action.tab };
    case "drawing":
      return { ...state, drawing: true, trouble: null };
    case "draw": {
      const { picture, arrangement, cut } = action;
      return { ...state, picture, arrangement, cut, drawing: false, generation: state.generation + 1 };
    }
    case "grow":
      return { ...state, picture: action.picture, cut: action.cut, drawing: false };
    case "arrange":
      return { ...state, arrangement: action.arrangement };
    case "place":
      return move(state, action.place);
    // An answer that arrives after the reader went elsewhere is dropped.
    case "entity":
      return state.place.entity === action.id ? { ...state, entity: action.entity } : state;
    case "evidence":
      return state.place.edge === action.id ? { ...state, evidence: action.evidence } : state;
    case "whole":
      return state.place.document === action.id ? { ...state, whole: action.whole } : state;
    case "trouble":
      return { ...state, trouble: action.message, drawing: false };
  }
}
