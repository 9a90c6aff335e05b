/*
title = "某文件引用了哪些文件"
description = "列出所给文件在导语和措施里引用的文件，按引用的先后。每份一行，附次数、是否已载入和原文。"

[params.document]
type = "document"
help = "发文字号、标题或标题的一部分，如 川办函〔2018〕35号"
required = true

[example]
document = "川办函〔2018〕35号"
*/
CALL {
  MATCH (policy:Document {id: $document})-[cite:CITES]->(cited:Document)
  RETURN cite, cited, null AS measure, null AS path
  UNION ALL
  MATCH (policy:Document {id: $document})-[:HAS_MEASURE]->(measure:Measure)
  WITH measure
  MATCH (measure)-[cite:CITES]->(cited:Document)
  RETURN cite, cited, measure.id AS measure, measure.path AS path
}
WITH cite, cited, measure, path
ORDER BY cite.start_char, cite.id
WITH cited, min(cite.start_char) AS first, count(cite) AS times, collect(DISTINCT measure) AS measures,
     collect({edge: cite.id, document: cite.document, path: path, quote: cite.as_written,
              start: cite.start_char, end: cite.end_char}) AS evidence
RETURN cited.number AS number, cited.name AS title, cited.date AS date, coalesce(cited.loaded, false) AS loaded,
       times, measures, evidence
ORDER BY first, cited.id
