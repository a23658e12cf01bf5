ALTER TABLE `kpis` ADD `curves_before` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
-- What banks have changed before: until now only the trail knew.
UPDATE `kpis` SET `curves_before` = (
  SELECT json_group_array(json(json_extract(c.`content`, '$.before.curve')))
  FROM `audit_records` r JOIN `audit_contents` c ON c.`seq` = r.`seq`
  WHERE r.`subject_kind` = 'kpi' AND r.`subject_id` = `kpis`.`id` AND r.`act` = 'kpi.changed'
    AND json_extract(c.`content`, '$.before.curve') IS NOT NULL
);
