ALTER TABLE `sightings` ADD `employees` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
-- In the order in which seals hold them.
UPDATE `sightings` SET `employees` = (
  SELECT json_group_array(`employee_id`)
  FROM (SELECT `employee_id` FROM `sighted_employees` WHERE `sighting_id` = `sightings`.`id` ORDER BY `employee_id`)
);--> statement-breakpoint
-- Those that are not sealed yet are spread out with their seal.
DELETE FROM `sighted_employees` WHERE `sighting_id` IN (SELECT `id` FROM `sightings` WHERE `sealed_by_seq` IS NULL);
