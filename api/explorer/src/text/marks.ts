/** The marks of a whole document: bodies, projects, places and cited documents, with the node each leads to. */

import type { WholeDocument } from "../contract";
import type { Mark } from "./segments";

export function marksOf(whole: WholeDocument): Mark[] {
  const marks: Mark[] = [];
  for (const measure of whole.measures) {
    for (const one of measure.responsibilities) {
      marks.push({ start: one.start, end: one.end, label: "Agency", id: one.agency_id, edge: one.edge });
    }
    for (const one of measure.projects) {
      marks.push({ start: one.start, end: one.end, label: "Project", id: one.project_id, edge: one.edge });
    }
    for (const one of measure.regions) {
      marks.push({ start: one.start, end: one.end, label: "Region", id: one.region_id, edge: one.edge });
    }
  }
  for (const one of whole.citations) {
    marks.push({ start: one.start, end: one.end, label: "Document", id: one.document_id, edge: one.edge });
  }
  return marks.sort((a, b) => a.start - b.start || b.end - a.end);
}

/** An outline path as the margin prints it: [2, 3, 1] → 2.3.1 */
export function pathText(path: readonly number[] | null | undefined): string {
  return path ? path.join(".") : "";
}
