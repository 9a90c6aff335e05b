/*
title = "某条线有哪些单位"
description = "列出属于所给条线的单位，如各级发展改革部门。每个单位一行，附层级、所属地区、措施数和最先的几处原文。"

[params.system]
type = "text"
help = "条线的名称，如 发展改革"
required = true

[example]
system = "发展改革"
*/
MATCH (agency:Agency {system: $system})
MATCH (agency)-[part:RESPONSIBLE_FOR]->(measure:Measure)
WITH agency, part, measure
ORDER BY measure.document, measure.position, part.start_char, part.id
WITH agency, count(DISTINCT measure.id) AS measures,
     collect({edge: part.id, document: part.document, path: measure.path, quote: part.as_written,
              start: part.start_char, end: part.end_char})[0..3] AS evidence
RETURN agency.name AS agency, agency.level AS level, agency.jurisdiction AS jurisdiction,
       measures, evidence
ORDER BY measures DESC, agency
