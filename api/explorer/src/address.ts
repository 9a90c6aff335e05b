/** The part of the address after #: what is selected, so that a link opens the same thing. */

export interface Place {
  entity?: string;
  edge?: string;
  document?: string;
  /** Code points of the document to scroll to. */
  at?: [number, number];
}

export function parsePlace(hash: string): Place {
  const params = new URLSearchParams(hash.replace(/^#/, ""));
  const place: Place = {};
  for (const key of ["entity", "edge", "document"] as const) {
    const value = params.get(key);
    if (value) place[key] = value;
  }
  const span = /^(\d+)-(\d+)$/.exec(params.get("at") ?? "");
  if (span && place.document) place.at = [Number(span[1]), Number(span[2])];
  return place;
}

export function formatPlace(place: Place): string {
  const params: string[] = [];
  for (const key of ["entity", "edge", "document"] as const) {
    const value = place[key];
    if (value) params.push(`${key}=${encodeURIComponent(value)}`);
  }
  if (place.document && place.at) params.push(`at=${place.at[0]}-${place.at[1]}`);
  return params.length ? `#${params.join("&")}` : "";
}
