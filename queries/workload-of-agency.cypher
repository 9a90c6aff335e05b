/*
title = "某单位负责多少条措施"
description = "数出所给单位在每份文件里承担的措施，各职责分开计数；一条措施里有两种职责的，两处都计，总数只计一次。"

[params.agency]
type = "agency"
help = "单位的全称，或文件里的写法，如 资阳市交通运输局"
required = true

[example]
agency = "资阳市交通运输局"
*/
MATCH (agency:Agency {id: $agency})-[part:RESPONSIBLE_FOR]->(measure:Measure)
MATCH (policy:Document {id: measure.document})
WITH policy, measure, part
ORDER BY measure.position, part.start_char, part.id
WITH policy,
     count(DISTINCT measure.id) AS measures,
     count(DISTINCT CASE WHEN part.role = 'lead' THEN measure.id END) AS lead,
     count(DISTINCT CASE WHEN part.role = 'responsible' THEN measure.id END) AS responsible,
     count(DISTINCT CASE WHEN part.role = 'cooperating' THEN measure.id END) AS cooperating,
     count(DISTINCT CASE WHEN part.role = 'named' THEN measure.id END) AS named,
     collect({edge: part.id, document: part.document, path: measure.path, quote: part.as_written,
              start: part.start_char, end: part.end_char}) AS evidence
RETURN coalesce(policy.number, policy.name) AS document, policy.date AS date,
       measures, lead, responsible, cooperating, named, evidence
ORDER BY coalesce(date, '9999'), policy.id
