/** The service, as typed functions. Every failure is a ServiceError with a sentence for the reader. */

import type {
  Entity,
  Evidence,
  Neighbours,
  QueryInfo,
  QueryResult,
  SearchResult,
  Status,
  WholeDocument,
} from "./contract";

export class ServiceError extends Error {
  constructor(
    message: string,
    /** HTTP status, 0 where the service did not answer at all. */
    readonly status: number,
  ) {
    super(message);
  }
}

type Params = Record<string, string | number | undefined>;

function address(path: string, params: Params = {}): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (value !== undefined && value !== "") query.set(name, String(value));
  }
  const tail = query.toString();
  return `api/${path}${tail ? `?${tail}` : ""}`;
}

async function read<T>(path: string, params?: Params, signal?: AbortSignal): Promise<T> {
  let response: Response;
  try {
    response = await fetch(address(path, params), {
      headers: { Accept: "application/json" },
      ...(signal ? { signal } : {}),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ServiceError("", 0);
  }
  if (response.ok) return (await response.json()) as T;
  const problem = (await response.json().catch(() => ({}))) as { detail?: string };
  throw new ServiceError(problem.detail ?? response.statusText, response.status);
}

const part = encodeURIComponent;

export interface NeighbourFilter {
  type?: string;
  label?: string;
  direction?: "in" | "out";
  limit?: number;
  offset?: number;
}

export const service = {
  status: () => read<Status>("status"),
  queries: () => read<{ queries: QueryInfo[] }>("queries").then((body) => body.queries),
  query: (name: string, params: Params) => read<QueryResult>(`queries/${part(name)}`, params),
  search: (q: string, signal: AbortSignal) =>
    read<{ results: SearchResult[] }>("search", { q, limit: 12 }, signal).then((body) => body.results),
  entity: (id: string) => read<Entity>(`entities/${part(id)}`),
  neighbours: (id: string, only: NeighbourFilter = {}) =>
    read<Neighbours>(`entities/${part(id)}/neighbours`, { ...only }),
  evidence: (edge: string) => read<Evidence>(`evidence/${part(edge)}`),
  document: (id: string) => read<WholeDocument>(`documents/${part(id)}`),
};

export type Service = typeof service;
