/*
title = "某地某领域的项目涉及哪些单位"
description = "列出负责措施的单位；措施所涉项目属于所给领域、位于所给地区（含其下辖和所含各地）。每个单位一行，附其职责、项目、措施、文件和原文。"

[params.sector]
type = "sector"
help = "项目领域，如 铁路；不填则不限"

[params.region]
type = "region"
help = "行政区划或片区的名称、简称或代码，如 川陕革命老区；不填则不限"

[example]
sector = "铁路"
region = "川陕革命老区"
*/
CALL {
  MATCH (area:Region {id: $region})<-[:PART_OF*0..]-(place:Region)
  WITH DISTINCT place
  MATCH (place)<-[:LOCATED_IN]-(project:Project)
  WITH DISTINCT project
  WHERE $sector IS NULL OR project.sector = $sector
  RETURN project
  UNION
  // Without a region, projects that no text places count too.
  UNWIND CASE WHEN $region IS NULL THEN [true] ELSE [] END AS everywhere
  MATCH (project:Project)
  WHERE $sector IS NULL OR project.sector = $sector
  RETURN project
}
WITH DISTINCT project
MATCH (project)<-[naming:NAMES]-(measure:Measure)
MATCH (measure)<-[part:RESPONSIBLE_FOR]-(agency:Agency)
MATCH (policy:Document {id: measure.document})
WITH agency, part, measure, naming, project, policy
ORDER BY coalesce(policy.date, '9999'), policy.id, measure.position, part.start_char, naming.start_char,
         part.id, naming.id
WITH agency,
     collect(DISTINCT part.role) AS roles,
     collect(DISTINCT project.name) AS projects,
     collect(DISTINCT measure.id) AS measures,
     collect(DISTINCT coalesce(policy.number, policy.name)) AS documents,
     collect(DISTINCT {edge: part.id, document: part.document, path: measure.path, quote: part.as_written,
                       start: part.start_char, end: part.end_char}) AS parts,
     collect(DISTINCT {edge: naming.id, document: naming.document, path: measure.path, quote: naming.as_written,
                       start: naming.start_char, end: naming.end_char}) AS namings
RETURN agency.name AS agency, roles, projects, measures, documents, parts + namings AS evidence
ORDER BY size(measures) DESC, agency
