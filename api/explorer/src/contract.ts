/** The shapes of the service's answers (docs/http.md). Nothing here is computed. */

export type Value = string | number | boolean | null | Value[] | { [key: string]: Value };

export interface GraphNode {
  id: string;
  label: string;
  name: string;
  title: string;
  properties: Record<string, Value>;
}

export interface GraphEdge {
  id: string;
  type: string;
  title: string;
  source: string;
  target: string;
  properties: Record<string, Value>;
  /** It was read from a text, so there is a passage behind it. */
  evidence: boolean;
}

export interface SearchResult {
  id: string;
  label: string;
  name: string;
  title: string;
  detail: string | null;
}

export interface NeighbourCount {
  type: string;
  direction: "in" | "out";
  label: string;
  count: number;
}

export interface Entity extends GraphNode {
  neighbours: NeighbourCount[];
}

export interface Neighbours {
  entity: GraphNode;
  nodes: GraphNode[];
  edges: GraphEdge[];
  total: number;
  truncated: boolean;
}

/** Offsets count Unicode code points of the source text. */
export interface Span {
  start: number;
  end: number;
}

export interface DocumentMeasure extends Span {
  id: string;
  path: number[];
  heading: string | null;
  text: string;
  responsibilities: (Span & { edge: string; agency: string; agency_id: string; role: string })[];
  projects: (Span & { edge: string; project: string; project_id: string; stage: string | null })[];
  regions: (Span & { edge: string; region: string; region_id: string })[];
}

export interface DocumentCitation extends Span {
  edge: string;
  document_id: string;
  title: string;
  number: string | null;
  measure: string | null;
}

export interface WholeDocument {
  document: GraphNode;
  text: string | null;
  measures: DocumentMeasure[];
  citations: DocumentCitation[];
}

export interface Evidence {
  edge: GraphEdge;
  source: GraphNode;
  target: GraphNode;
  document: { id: string; name: string; number: string | null; date: string | null };
  measure: { id: string; path: number[]; heading: string | null } | null;
  quote: string;
  as_written: string;
  start: number;
  end: number;
  /** `start` and `end` say where the quote stands in `text`; null where it cannot be placed. */
  passage: { text: string; start: number | null; end: number | null };
}

export interface QueryParam {
  name: string;
  type: string;
  help: string;
  default: Value;
  required: boolean;
}

export interface QueryInfo {
  name: string;
  title: string;
  description: string;
  params: QueryParam[];
  example: Record<string, string>;
}

export interface RowEvidence extends Span {
  row: number;
  edge: string;
  document: string;
  path: number[] | null;
  quote: string;
}

export interface QueryResult {
  query: string;
  params: Record<string, Value>;
  columns: string[];
  rows: Record<string, Value>[];
  truncated: boolean;
  evidence: RowEvidence[];
}

export interface Status {
  engine: string;
  counts: Record<string, number>;
  documents: number;
}
