/*
title = "某文件有哪些措施"
description = "按原文次序列出所给文件的措施。每条一行，附编号、标题、责任单位、项目和原文。"

[params.document]
type = "document"
help = "发文字号、标题或标题的一部分，如 资府办函〔2022〕6号"
required = true

[example]
document = "资府办函〔2022〕6号"
*/
MATCH (policy:Document {id: $document})-[has:HAS_MEASURE]->(leaf:Measure)
OPTIONAL MATCH (leaf)<-[part:RESPONSIBLE_FOR]-(agency:Agency)
WITH policy, has, leaf, part, agency
ORDER BY leaf.position, part.start_char, part.id
WITH policy, has, leaf, collect(DISTINCT agency.name) AS agencies,
     collect(CASE WHEN part IS NOT NULL THEN
       {edge: part.id, document: part.document, path: leaf.path, quote: part.as_written,
        start: part.start_char, end: part.end_char} END) AS parts
OPTIONAL MATCH (leaf)-[naming:NAMES]->(project:Project)
WITH policy, has, leaf, agencies, parts, naming, project
ORDER BY leaf.position, naming.start_char, naming.id
WITH policy, has, leaf, agencies, parts, collect(DISTINCT project.name) AS projects,
     collect(CASE WHEN naming IS NOT NULL THEN
       {edge: naming.id, document: naming.document, path: leaf.path, quote: naming.as_written,
        start: naming.start_char, end: naming.end_char} END) AS namings
RETURN leaf.id AS measure, leaf.path AS path, leaf.heading AS heading, leaf.text AS text,
       agencies, projects,
       [{edge: has.id, document: policy.id, path: leaf.path, quote: leaf.text,
         start: leaf.start_char, end: leaf.end_char}] + parts + namings AS evidence
ORDER BY leaf.position
