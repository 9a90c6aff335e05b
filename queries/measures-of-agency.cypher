/*
title = "某单位负责哪些措施"
description = "列出所给单位承担的措施，可按职责筛选。每条措施一行，附文件、编号、标题、职责和原文。"

[params.agency]
type = "agency"
help = "单位的全称，或文件里的写法，如 资阳市民政局"
required = true

[params.role]
type = "role"
help = "职责：lead 牵头，responsible 责任单位，cooperating 配合，named 正文点名；不填则不限"

[example]
agency = "资阳市交通运输局"
*/
MATCH (agency:Agency {id: $agency})-[part:RESPONSIBLE_FOR]->(leaf:Measure)
WHERE $role IS NULL OR part.role = $role
MATCH (policy:Document {id: leaf.document})
WITH leaf, policy, part
ORDER BY part.start_char, part.id
WITH leaf, policy, collect(DISTINCT part.role) AS roles,
     collect({edge: part.id, document: part.document, path: leaf.path, quote: part.as_written,
              start: part.start_char, end: part.end_char}) AS evidence
RETURN coalesce(policy.number, policy.name) AS document, policy.date AS date, leaf.id AS measure,
       leaf.path AS path, leaf.heading AS heading, leaf.text AS text, roles, evidence
ORDER BY coalesce(date, '9999'), policy.id, leaf.position
