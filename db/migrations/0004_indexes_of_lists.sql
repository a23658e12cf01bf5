CREATE INDEX `password_resets_expiry` ON `password_resets` (`expires_at`);--> statement-breakpoint
CREATE INDEX `sign_in_failures_age` ON `sign_in_failures` (`at`);--> statement-breakpoint
CREATE INDEX `deferral_instalments_vesting` ON `deferral_instalments` (`vests_on`);--> statement-breakpoint
CREATE INDEX `mails_age` ON `mails` (`queued_at`);--> statement-breakpoint
CREATE INDEX `certificates_through` ON `certificates` (`valid_through`);--> statement-breakpoint
CREATE INDEX `enrolments_in_turn` ON `enrolments` ("completed_at" is not null,"due_on" is null,`due_on`,"enrolled_at" desc,`id`) WHERE "enrolments"."withdrawn_at" is null;--> statement-breakpoint
CREATE INDEX `pairings_of_programme` ON `pairings` (`programme_id`);--> statement-breakpoint
CREATE INDEX `actuals_superseded_of_employee` ON `actuals` (`cycle_id`,`employee_id`,`kpi_code`) WHERE "actuals"."superseded_at" is not null and "actuals"."employee_id" is not null;--> statement-breakpoint
CREATE INDEX `actuals_superseded_of_unit` ON `actuals` (`cycle_id`,`unit_id`,`kpi_code`) WHERE "actuals"."superseded_at" is not null and "actuals"."unit_id" is not null;--> statement-breakpoint
CREATE INDEX `appeals_in_turn` ON `appeals` ("answered_at" is not null,`appealed_at`);--> statement-breakpoint
CREATE INDEX `echelon_members_of_echelon` ON `echelon_members` (`echelon_id`,`nominated_at`);