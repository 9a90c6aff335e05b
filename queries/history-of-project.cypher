/*
title = "某项目在各份文件中的阶段"
description = "按日期列出各份文件要把所给项目（及其区段、分期）推进到的阶段。每处一行，附措施和原文。"

[params.project]
type = "project"
help = "项目的名称，任一份文件里的写法都可，如 绵遂内铁路"
required = true

[example]
project = "绵遂内铁路"
*/
MATCH (whole:Project {id: $project})<-[:SEGMENT_OF*0..1]-(project:Project)
WITH DISTINCT project
MATCH (project)<-[naming:NAMES]-(leaf:Measure)
MATCH (policy:Document {id: leaf.document})
RETURN coalesce(policy.number, policy.name) AS document, policy.date AS date, naming.name AS project,
       naming.stage AS stage, leaf.id AS measure, leaf.text AS text,
       [{edge: naming.id, document: naming.document, path: leaf.path, quote: naming.as_written,
         start: naming.start_char, end: naming.end_char}] AS evidence
ORDER BY coalesce(date, '9999'), policy.id, leaf.position, naming.start_char, naming.id
