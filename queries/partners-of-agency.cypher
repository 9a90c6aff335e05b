/*
title = "哪些单位与某单位共同负责"
description = "列出与所给单位在同一条措施里承担职责的其他单位，共同的措施多者在前。不计各级各部门一类的统称。"

[params.agency]
type = "agency"
help = "单位的全称，或文件里的写法，如 四川省能源局"
required = true

[example]
agency = "资阳市交通运输局"
*/
MATCH (agency:Agency {id: $agency})-[:RESPONSIBLE_FOR]->(measure:Measure)
WITH DISTINCT measure
MATCH (measure)<-[part:RESPONSIBLE_FOR]-(partner:Agency)
WHERE partner.id <> $agency AND NOT coalesce(partner.collective, false)
MATCH (policy:Document {id: measure.document})
WITH partner, measure, policy, part
ORDER BY coalesce(policy.date, '9999'), policy.id, measure.position, part.start_char, part.id
WITH partner,
     collect(DISTINCT measure.id) AS measures,
     collect(DISTINCT coalesce(policy.number, policy.name)) AS documents,
     collect({edge: part.id, document: part.document, path: measure.path, quote: part.as_written,
              start: part.start_char, end: part.end_char}) AS evidence
RETURN partner.name AS agency, size(measures) AS shared, measures, documents, evidence
ORDER BY shared DESC, agency
