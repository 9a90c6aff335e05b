/*
title = "某地有哪些项目"
description = "列出位于所给地区（含其下辖和所含各地）的项目，可按领域、阶段和名称用字筛选。每个项目一行，附所在地、各文件中的阶段和原文。"

[params.region]
type = "region"
help = "行政区划或片区的名称、简称或代码，如 酉阳县"
required = true

[params.sector]
type = "sector"
help = "项目领域，如 水利；不填则不限"

[params.stage]
type = "stage"
help = "措施要把项目推进到的阶段，如 在建；不填则不限"

[params.word]
type = "text"
help = "项目名称里的字，如 水库；不填则不限"

[example]
region = "川陕革命老区"
sector = "铁路"
*/
MATCH (area:Region {id: $region})<-[:PART_OF*0..]-(place:Region)
WITH DISTINCT place
MATCH (place)<-[:LOCATED_IN]-(work:Project)
WITH DISTINCT work
WHERE ($sector IS NULL OR work.sector = $sector)
  AND ($word IS NULL OR work.name CONTAINS $word OR any(alias IN work.aliases WHERE alias CONTAINS $word))
MATCH (work)-[:LOCATED_IN]->(region:Region)
WITH DISTINCT work, region
ORDER BY region.id
WITH work, collect(region.name) AS regions
MATCH (work)<-[naming:NAMES]-(measure:Measure)
WHERE $stage IS NULL OR naming.stage = $stage
MATCH (policy:Document {id: measure.document})
WITH work, regions, naming, measure, policy
ORDER BY coalesce(policy.date, '9999'), policy.id, measure.position, naming.start_char, naming.id
WITH work, regions,
     collect(DISTINCT naming.stage) AS stages,
     collect(DISTINCT measure.id) AS measures,
     collect(DISTINCT coalesce(policy.number, policy.name)) AS documents,
     collect({edge: naming.id, document: naming.document, path: measure.path, quote: naming.as_written,
              start: naming.start_char, end: naming.end_char}) AS evidence
RETURN work.name AS project, work.sector AS sector, stages, regions, measures, documents, evidence
ORDER BY sector, project, work.id
