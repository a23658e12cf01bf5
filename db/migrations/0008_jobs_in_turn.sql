DROP INDEX `jobs_waiting`;--> statement-breakpoint
CREATE INDEX `jobs_in_turn` ON `jobs` (`state`,`kind`,`run_after`);--> statement-breakpoint
CREATE INDEX `jobs_at_once` ON `jobs` (`state`,`run_after`) WHERE "jobs"."started_at" is null and "jobs"."run_after" <= "jobs"."queued_at";