/*
title = "某项目由哪些单位负责"
description = "列出写到所给项目（及其区段、分期）的措施的负责单位。每个单位一行，附职责、措施、文件和原文。"

[params.project]
type = "project"
help = "项目的名称，任一份文件里的写法都可，如 绵遂内铁路"
required = true

[example]
project = "绵遂内铁路"
*/
MATCH (whole:Project {id: $project})<-[:SEGMENT_OF*0..1]-(project:Project)
WITH DISTINCT project
MATCH (project)<-[:NAMES]-(measure:Measure)
WITH DISTINCT measure
MATCH (measure)<-[part:RESPONSIBLE_FOR]-(agency:Agency)
MATCH (policy:Document {id: measure.document})
WITH agency, part, measure, policy
ORDER BY coalesce(policy.date, '9999'), policy.id, measure.position, part.start_char, part.id
WITH agency,
     collect(DISTINCT part.role) AS roles,
     collect(DISTINCT measure.id) AS measures,
     collect(DISTINCT coalesce(policy.number, policy.name)) AS documents,
     collect({edge: part.id, document: part.document, path: measure.path, quote: part.as_written,
              start: part.start_char, end: part.end_char}) AS evidence
RETURN agency.name AS agency, roles, measures, documents, evidence
ORDER BY size(measures) DESC, agency
