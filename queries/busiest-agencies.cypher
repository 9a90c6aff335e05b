/*
title = "哪些单位负责的措施最多"
description = "按承担的措施数列出单位，不计各级各部门一类的统称。每个单位一行，附最先的几处原文。"

[params.role]
type = "role"
help = "只计一种职责：lead 牵头，responsible 责任单位，cooperating 配合，named 正文点名；不填则都计"

[params.limit]
type = "number"
help = "列出几个单位"
default = "20"

[example]
limit = "10"
*/
MATCH (agency:Agency)
WHERE NOT coalesce(agency.collective, false)
MATCH (agency)-[part:RESPONSIBLE_FOR]->(measure:Measure)
WHERE $role IS NULL OR part.role = $role
WITH agency, count(DISTINCT measure) AS measures, count(DISTINCT measure.document) AS documents
ORDER BY measures DESC, agency.id
LIMIT $limit
MATCH (agency)-[part:RESPONSIBLE_FOR]->(measure:Measure)
WHERE $role IS NULL OR part.role = $role
WITH agency, measures, documents, part, measure
ORDER BY measure.document, measure.position, part.start_char, part.id
WITH agency, measures, documents,
     collect({edge: part.id, document: part.document, path: measure.path, quote: part.as_written,
              start: part.start_char, end: part.end_char})[0..3] AS evidence
RETURN agency.name AS agency, agency.jurisdiction AS jurisdiction, measures, documents, evidence
ORDER BY measures DESC, agency
