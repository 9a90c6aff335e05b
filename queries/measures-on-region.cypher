/*
title = "哪些措施写到某地"
description = "列出写到所给地区（含其下辖和所含各地）的措施。每条一行，附写到的地名和原文。"

[params.region]
type = "region"
help = "行政区划或片区的名称、简称或代码，如 绵阳市"
required = true

[example]
region = "绵阳市"
*/
MATCH (area:Region {id: $region})<-[:PART_OF*0..]-(place:Region)
WITH DISTINCT place
MATCH (place)<-[mention:MENTIONS]-(leaf:Measure)
MATCH (policy:Document {id: leaf.document})
WITH leaf, policy, mention, place
ORDER BY mention.start_char, mention.id
WITH leaf, policy, collect(DISTINCT place.name) AS regions,
     collect({edge: mention.id, document: mention.document, path: leaf.path, quote: mention.as_written,
              start: mention.start_char, end: mention.end_char}) AS evidence
RETURN coalesce(policy.number, policy.name) AS document, policy.date AS date, leaf.id AS measure,
       leaf.path AS path, leaf.heading AS heading, leaf.text AS text, regions, evidence
ORDER BY coalesce(date, '9999'), policy.id, leaf.position
