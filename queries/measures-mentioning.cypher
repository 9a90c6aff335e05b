/*
title = "哪些措施写到某个词"
description = "列出正文或标题里有所给词语的措施，一字不差才算。每条一行，附文件、编号和全文。"

[params.word]
type = "text"
help = "要找的词语，如 天然气"
required = true

[example]
word = "高速公路"
*/
MATCH (leaf:Measure)
WHERE leaf.text CONTAINS $word OR leaf.heading CONTAINS $word
MATCH (policy:Document {id: leaf.document})-[has:HAS_MEASURE]->(leaf)
RETURN coalesce(policy.number, policy.name) AS document, policy.date AS date, leaf.id AS measure,
       leaf.path AS path, leaf.heading AS heading, leaf.text AS text,
       [{edge: has.id, document: policy.id, path: leaf.path, quote: leaf.text,
         start: leaf.start_char, end: leaf.end_char}] AS evidence
ORDER BY coalesce(date, '9999'), policy.id, leaf.position
