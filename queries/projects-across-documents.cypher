/*
title = "哪些项目在多份文件中出现"
description = "列出至少两份文件都写到的项目，文件多者在前。每个项目一行，附各文件里的写法和原文。"

[params.sector]
type = "sector"
help = "项目领域，如 铁路；不填则不限"

[example]
*/
MATCH (work:Project)
WHERE $sector IS NULL OR work.sector = $sector
MATCH (work)<-[naming:NAMES]-(measure:Measure)
WITH work, count(DISTINCT naming.document) AS times
WHERE times > 1
MATCH (work)<-[naming:NAMES]-(measure:Measure)
MATCH (policy:Document {id: measure.document})
WITH work, times, naming, measure, policy
ORDER BY coalesce(policy.date, '9999'), policy.id, measure.position, naming.start_char, naming.id
WITH work, times,
     collect(DISTINCT naming.name) AS names,
     collect(DISTINCT coalesce(policy.number, policy.name)) AS documents,
     collect({edge: naming.id, document: naming.document, path: measure.path, quote: naming.as_written,
              start: naming.start_char, end: naming.end_char}) AS evidence
RETURN work.name AS project, work.sector AS sector, times, names, documents, evidence
ORDER BY times DESC, sector, project, work.id
