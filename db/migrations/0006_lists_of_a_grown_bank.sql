DROP INDEX `appraisals_in_unit`;--> statement-breakpoint
CREATE INDEX `appraisals_in_turn` ON `appraisals` (`cycle_id`,`unit_path`,`id`,`employee_id`,`manager_id`,`self_reviewed_at`,`manager_reviewed_at`,`manager_reviewed_by`,`calibrated_at`,`published_at`,`acknowledged_at`,`score`,`final_rating`);--> statement-breakpoint
CREATE INDEX `sighted_together` ON `sighted_employees` (`sighting_id`);--> statement-breakpoint
CREATE INDEX `product_credits_of_product` ON `product_credits` (`product`,`credited_on`);