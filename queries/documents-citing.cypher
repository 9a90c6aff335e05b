/*
title = "哪些文件引用了某文件"
description = "列出引用所给文件的文件；每份一行，附引用的次数、所在的措施和原文。被引文件本身不必已载入。"

[params.document]
type = "document"
help = "发文字号、标题或标题的一部分，如 国发〔2021〕3号"
required = true

[example]
document = "国发〔2021〕3号"
*/
MATCH (cited:Document {id: $document})<-[cite:CITES]-(place)
MATCH (policy:Document {id: cite.document})
WITH policy, cite, CASE WHEN 'Measure' IN labels(place) THEN place.id END AS measure,
     CASE WHEN 'Measure' IN labels(place) THEN place.path END AS path
ORDER BY cite.start_char, cite.id
WITH policy, count(cite) AS times, collect(DISTINCT measure) AS measures,
     collect({edge: cite.id, document: cite.document, path: path, quote: cite.as_written,
              start: cite.start_char, end: cite.end_char}) AS evidence
RETURN policy.number AS number, policy.name AS title, policy.date AS date, times, measures, evidence
ORDER BY coalesce(date, '9999'), policy.id
