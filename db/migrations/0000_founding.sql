CREATE TABLE `approvals` (
	`id` text PRIMARY KEY NOT NULL,
	`subject_kind` text NOT NULL,
	`subject_id` text NOT NULL,
	`step` text NOT NULL,
	`by` text NOT NULL,
	`by_name` text NOT NULL,
	`at` integer NOT NULL,
	`decision` text NOT NULL,
	`reason` text
);
--> statement-breakpoint
CREATE INDEX `approvals_by_subject` ON `approvals` (`subject_kind`,`subject_id`,`at`);--> statement-breakpoint
CREATE TABLE `audit_contents` (
	`seq` integer PRIMARY KEY NOT NULL,
	`salt` text NOT NULL,
	`content` text,
	`erased_at` integer,
	`erased_rule` text,
	FOREIGN KEY (`seq`) REFERENCES `audit_records`(`seq`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `audit_records` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`at` integer NOT NULL,
	`actor_id` text NOT NULL,
	`actor_name` text NOT NULL,
	`on_behalf_of` text,
	`act` text NOT NULL,
	`subject_kind` text NOT NULL,
	`subject_id` text NOT NULL,
	`unit_path` text NOT NULL,
	`content_digest` text NOT NULL,
	`previous_digest` text NOT NULL,
	`digest` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `audit_by_subject` ON `audit_records` (`subject_kind`,`subject_id`,`seq`);--> statement-breakpoint
CREATE INDEX `audit_by_actor` ON `audit_records` (`actor_id`,`seq`);--> statement-breakpoint
CREATE INDEX `audit_by_act` ON `audit_records` (`act`,`seq`);--> statement-breakpoint
CREATE INDEX `audit_by_day` ON `audit_records` (`at`);--> statement-breakpoint
CREATE TABLE `sighted_employees` (
	`sighting_id` integer NOT NULL,
	`employee_id` text NOT NULL,
	FOREIGN KEY (`sighting_id`) REFERENCES `sightings`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `sighted_once` ON `sighted_employees` (`employee_id`,`sighting_id`);--> statement-breakpoint
CREATE TABLE `sightings` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`at` integer NOT NULL,
	`account_id` text NOT NULL,
	`account_name` text NOT NULL,
	`what` text NOT NULL,
	`place` text NOT NULL,
	`sealed_by_seq` integer,
	FOREIGN KEY (`sealed_by_seq`) REFERENCES `audit_records`(`seq`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `sightings_unsealed` ON `sightings` (`sealed_by_seq`,`id`);--> statement-breakpoint
CREATE TABLE `improvements` (
	`id` text PRIMARY KEY NOT NULL,
	`theme_id` text NOT NULL,
	`said` text NOT NULL,
	`did` text NOT NULL,
	`template_version_id` text,
	`plan_version_id` text,
	`proposed_by` text NOT NULL,
	`proposed_at` integer NOT NULL,
	`done_at` integer,
	`announced_at` integer,
	`withdrawn_at` integer,
	`revision` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`theme_id`) REFERENCES `themes`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`template_version_id`) REFERENCES `template_versions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`plan_version_id`) REFERENCES `plan_versions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `improvements_of_theme` ON `improvements` (`theme_id`);--> statement-breakpoint
CREATE INDEX `improvements_announced` ON `improvements` (`announced_at`);--> statement-breakpoint
CREATE TABLE `pulse_answers` (
	`id` integer PRIMARY KEY NOT NULL,
	`pulse_id` text NOT NULL,
	`group_path` text NOT NULL,
	`answers` text NOT NULL,
	`comment` text,
	`batch` integer,
	FOREIGN KEY (`pulse_id`) REFERENCES `pulses`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `pulse_answers_published` ON `pulse_answers` (`pulse_id`,`batch`);--> statement-breakpoint
CREATE TABLE `pulse_participations` (
	`pulse_id` text NOT NULL,
	`employee_id` text NOT NULL,
	`took_part_on` text NOT NULL,
	PRIMARY KEY(`pulse_id`, `employee_id`),
	FOREIGN KEY (`pulse_id`) REFERENCES `pulses`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`employee_id`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `pulses` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`cycle_id` text,
	`run_id` text,
	`unit_id` text NOT NULL,
	`questions` text NOT NULL,
	`opens_on` text NOT NULL,
	`closes_on` text NOT NULL,
	`opened_by` text NOT NULL,
	`opened_at` integer NOT NULL,
	`closed_at` integer,
	`revision` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`cycle_id`) REFERENCES `cycles`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`run_id`) REFERENCES `runs`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `suggestions` (
	`id` integer PRIMARY KEY NOT NULL,
	`author_id` text,
	`said_on` text,
	`text` text NOT NULL,
	`group_path` text NOT NULL,
	`theme_id` text,
	`answer` text,
	`answered_by` text,
	`revision` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`author_id`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`theme_id`) REFERENCES `themes`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `suggestions_of_theme` ON `suggestions` (`theme_id`);--> statement-breakpoint
CREATE INDEX `suggestions_of_author` ON `suggestions` (`author_id`) WHERE "suggestions"."author_id" is not null;--> statement-breakpoint
CREATE TABLE `themes` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`description` text NOT NULL,
	`opened_by` text NOT NULL,
	`opened_at` integer NOT NULL,
	`closed_at` integer,
	`revision` integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE `accounts` (
	`id` text PRIMARY KEY NOT NULL,
	`sign_in_name` text NOT NULL,
	`display_name` text NOT NULL,
	`email` text,
	`password_hash` text,
	`must_change_password` integer DEFAULT false NOT NULL,
	`language` text,
	`theme` text,
	`created_at` integer NOT NULL,
	`closed_at` integer,
	`revision` integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `accounts_sign_in_name` ON `accounts` (`sign_in_name`);--> statement-breakpoint
CREATE INDEX `accounts_email` ON `accounts` (`email`);--> statement-breakpoint
CREATE TABLE `password_resets` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`asked_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `password_resets_by_account` ON `password_resets` (`account_id`);--> statement-breakpoint
CREATE TABLE `sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`last_seen_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`ends_at` integer NOT NULL,
	`address` text NOT NULL,
	`agent` text NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `sessions_by_account` ON `sessions` (`account_id`);--> statement-breakpoint
CREATE INDEX `sessions_expiry` ON `sessions` (`expires_at`);--> statement-breakpoint
CREATE TABLE `sign_in_failures` (
	`id` text PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `sign_in_failures_by_key` ON `sign_in_failures` (`key`,`at`);--> statement-breakpoint
CREATE TABLE `deferral_instalments` (
	`id` text PRIMARY KEY NOT NULL,
	`run_id` text NOT NULL,
	`employee_id` text NOT NULL,
	`component` text NOT NULL,
	`no` integer NOT NULL,
	`vests_on` text NOT NULL,
	`amount_minor` integer NOT NULL,
	`malus_minor` integer DEFAULT 0 NOT NULL,
	`paid_by_run_id` text,
	FOREIGN KEY (`run_id`) REFERENCES `runs`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`employee_id`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`paid_by_run_id`) REFERENCES `runs`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `deferral_instalments_no` ON `deferral_instalments` (`run_id`,`employee_id`,`component`,`no`);--> statement-breakpoint
CREATE INDEX `deferral_instalments_due` ON `deferral_instalments` (`paid_by_run_id`,`vests_on`);--> statement-breakpoint
CREATE INDEX `deferral_instalments_of_employee` ON `deferral_instalments` (`employee_id`,`vests_on`);--> statement-breakpoint
CREATE TABLE `held_payables` (
	`id` text PRIMARY KEY NOT NULL,
	`run_id` text NOT NULL,
	`employee_id` text NOT NULL,
	`component` text NOT NULL,
	`gate` text NOT NULL,
	`amount_minor` integer NOT NULL,
	`paid_by_run_id` text,
	FOREIGN KEY (`run_id`) REFERENCES `runs`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`employee_id`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`paid_by_run_id`) REFERENCES `runs`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `held_payables_once` ON `held_payables` (`run_id`,`employee_id`,`component`,`gate`);--> statement-breakpoint
CREATE INDEX `held_payables_open` ON `held_payables` (`paid_by_run_id`,`employee_id`);--> statement-breakpoint
CREATE TABLE `honour_grants` (
	`id` text PRIMARY KEY NOT NULL,
	`honour_id` text NOT NULL,
	`employee_id` text NOT NULL,
	`granted_on` text NOT NULL,
	`citation` text NOT NULL,
	`granted_by` text NOT NULL,
	`granted_at` integer NOT NULL,
	`withdrawn_at` integer,
	FOREIGN KEY (`honour_id`) REFERENCES `honours`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`employee_id`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `honour_grants_of_employee` ON `honour_grants` (`employee_id`,`granted_on`);--> statement-breakpoint
CREATE INDEX `honour_grants_day` ON `honour_grants` (`granted_on`);--> statement-breakpoint
CREATE UNIQUE INDEX `honour_grants_once` ON `honour_grants` (`honour_id`,`employee_id`,`granted_on`) WHERE "honour_grants"."withdrawn_at" is null;--> statement-breakpoint
CREATE TABLE `honours` (
	`id` text PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`name` text NOT NULL,
	`criteria` text NOT NULL,
	`award_minor` integer,
	`revision` integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `honours_code_unique` ON `honours` (`code`);--> statement-breakpoint
CREATE TABLE `plan_versions` (
	`id` text PRIMARY KEY NOT NULL,
	`plan_id` text NOT NULL,
	`version` integer NOT NULL,
	`state` text DEFAULT 'draft' NOT NULL,
	`definition` text NOT NULL,
	`drafted_by` text NOT NULL,
	`drafted_at` integer NOT NULL,
	`submitted_by` text,
	`submitted_at` integer,
	`approved_by` text,
	`approved_at` integer,
	`activated_at` integer,
	`retired_at` integer,
	`revision` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`plan_id`) REFERENCES `plans`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `plan_versions_no` ON `plan_versions` (`plan_id`,`version`);--> statement-breakpoint
CREATE UNIQUE INDEX `plan_versions_one_active` ON `plan_versions` (`plan_id`) WHERE "plan_versions"."state" = 'active';--> statement-breakpoint
CREATE TABLE `plans` (
	`id` text PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`name` text NOT NULL,
	`unit_id` text NOT NULL,
	FOREIGN KEY (`unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `plans_code_unique` ON `plans` (`code`);--> statement-breakpoint
CREATE TABLE `product_credits` (
	`id` text PRIMARY KEY NOT NULL,
	`employee_id` text NOT NULL,
	`product` text NOT NULL,
	`volume` text NOT NULL,
	`split_bp` integer NOT NULL,
	`credited_on` text NOT NULL,
	`deal` text NOT NULL,
	`file_digest` text,
	`source_row` integer,
	`recorded_by` text NOT NULL,
	`recorded_at` integer NOT NULL,
	`withdrawn_at` integer,
	FOREIGN KEY (`employee_id`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `product_credits_of_employee` ON `product_credits` (`employee_id`,`credited_on`);--> statement-breakpoint
CREATE INDEX `product_credits_day` ON `product_credits` (`credited_on`);--> statement-breakpoint
CREATE INDEX `product_credits_deal` ON `product_credits` (`deal`);--> statement-breakpoint
CREATE TABLE `product_targets` (
	`cycle_id` text NOT NULL,
	`employee_id` text NOT NULL,
	`product` text NOT NULL,
	`volume` text NOT NULL,
	`recorded_by` text NOT NULL,
	`recorded_at` integer NOT NULL,
	PRIMARY KEY(`cycle_id`, `employee_id`, `product`),
	FOREIGN KEY (`cycle_id`) REFERENCES `cycles`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`employee_id`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `run_adjustments` (
	`id` text PRIMARY KEY NOT NULL,
	`run_id` text NOT NULL,
	`employee_id` text NOT NULL,
	`component` text NOT NULL,
	`amount_minor` integer NOT NULL,
	`reason` text NOT NULL,
	`adjusted_by` text NOT NULL,
	`adjusted_at` integer NOT NULL,
	`withdrawn_at` integer,
	FOREIGN KEY (`run_id`) REFERENCES `runs`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`employee_id`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `run_adjustments_of_run` ON `run_adjustments` (`run_id`);--> statement-breakpoint
CREATE TABLE `run_exceptions` (
	`id` text PRIMARY KEY NOT NULL,
	`run_id` text NOT NULL,
	`employee_id` text,
	`employee_number` text,
	`code` text NOT NULL,
	`severity` text NOT NULL,
	`detail` text NOT NULL,
	FOREIGN KEY (`run_id`) REFERENCES `runs`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`employee_id`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `run_exceptions_of_run` ON `run_exceptions` (`run_id`,`severity`);--> statement-breakpoint
CREATE TABLE `run_inputs` (
	`run_id` text NOT NULL,
	`employee_number` text NOT NULL,
	`employee_id` text NOT NULL,
	`input` text NOT NULL,
	PRIMARY KEY(`run_id`, `employee_number`),
	FOREIGN KEY (`run_id`) REFERENCES `runs`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`employee_id`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `run_lines` (
	`run_id` text NOT NULL,
	`employee_number` text NOT NULL,
	`component` text NOT NULL,
	`kind` text NOT NULL,
	`source` text DEFAULT '' NOT NULL,
	`employee_id` text NOT NULL,
	`calculated_minor` integer NOT NULL,
	`forfeited_minor` integer NOT NULL,
	`cut_minor` integer NOT NULL,
	`adjusted_minor` integer NOT NULL,
	`awarded_minor` integer NOT NULL,
	`deferred_minor` integer NOT NULL,
	`held_minor` integer NOT NULL,
	`payable_minor` integer NOT NULL,
	`instalments` text NOT NULL,
	`held_by` text NOT NULL,
	`steps` text NOT NULL,
	PRIMARY KEY(`run_id`, `employee_number`, `kind`, `component`, `source`),
	FOREIGN KEY (`run_id`) REFERENCES `runs`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`employee_id`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `run_lines_of_employee` ON `run_lines` (`employee_id`,`run_id`);--> statement-breakpoint
CREATE TABLE `runs` (
	`id` text PRIMARY KEY NOT NULL,
	`plan_version_id` text NOT NULL,
	`kind` text NOT NULL,
	`corrects_run_id` text,
	`cycle_id` text NOT NULL,
	`unit_path` text NOT NULL,
	`name` text NOT NULL,
	`currency` text NOT NULL,
	`from_on` text NOT NULL,
	`to_on` text NOT NULL,
	`pay_on` text NOT NULL,
	`frame` text,
	`input_digest` text,
	`output_digest` text,
	`control` text,
	`population` integer,
	`job_id` text,
	`prepared_by` text NOT NULL,
	`prepared_at` integer NOT NULL,
	`calculated_at` integer,
	`submitted_by` text,
	`submitted_at` integer,
	`approved_by` text,
	`approved_at` integer,
	`released_by` text,
	`released_at` integer,
	`cancelled_by` text,
	`cancelled_at` integer,
	`revision` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`plan_version_id`) REFERENCES `plan_versions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`cycle_id`) REFERENCES `cycles`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`job_id`) REFERENCES `jobs`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "runs_three_people" CHECK("runs"."approved_by" is null or "runs"."approved_by" <> "runs"."prepared_by"),
	CONSTRAINT "runs_release_order" CHECK("runs"."released_at" is null or "runs"."approved_at" is not null),
	CONSTRAINT "runs_releaser" CHECK("runs"."released_by" is null or ("runs"."released_by" <> "runs"."prepared_by" and "runs"."released_by" <> "runs"."approved_by"))
);
--> statement-breakpoint
CREATE INDEX `runs_of_cycle` ON `runs` (`cycle_id`,`prepared_at`);--> statement-breakpoint
CREATE INDEX `runs_age` ON `runs` (`prepared_at`);--> statement-breakpoint
CREATE TABLE `statements` (
	`run_id` text NOT NULL,
	`employee_id` text NOT NULL,
	`employee_number` text NOT NULL,
	`unit_path` text NOT NULL,
	`awarded_minor` integer NOT NULL,
	`deferred_minor` integer NOT NULL,
	`held_minor` integer NOT NULL,
	`payable_minor` integer NOT NULL,
	`first_opened_at` integer,
	PRIMARY KEY(`run_id`, `employee_number`),
	FOREIGN KEY (`run_id`) REFERENCES `runs`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`employee_id`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `statements_of_employee` ON `statements` (`employee_id`,`run_id`);--> statement-breakpoint
CREATE INDEX `statements_in_unit` ON `statements` (`run_id`,`unit_path`);--> statement-breakpoint
CREATE TABLE `files` (
	`digest` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`media_type` text NOT NULL,
	`size` integer NOT NULL,
	`added_by` text NOT NULL,
	`added_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `form_keys` (
	`actor_id` text NOT NULL,
	`key` text NOT NULL,
	`at` integer NOT NULL,
	`answer` text,
	PRIMARY KEY(`actor_id`, `key`)
);
--> statement-breakpoint
CREATE INDEX `form_keys_age` ON `form_keys` (`at`);--> statement-breakpoint
CREATE TABLE `import_mappings` (
	`kind` text NOT NULL,
	`account_id` text NOT NULL,
	`header` text NOT NULL,
	`mapping` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`kind`, `account_id`, `header`)
);
--> statement-breakpoint
CREATE TABLE `jobs` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`state` text DEFAULT 'queued' NOT NULL,
	`requested_by` text NOT NULL,
	`input` text NOT NULL,
	`cursor` text,
	`progress_done` integer DEFAULT 0 NOT NULL,
	`progress_total` integer,
	`result` text,
	`error` text,
	`once_key` text,
	`attempts` integer DEFAULT 0 NOT NULL,
	`queued_at` integer NOT NULL,
	`run_after` integer NOT NULL,
	`started_at` integer,
	`finished_at` integer,
	`cancel_requested_at` integer,
	`lease_owner` text,
	`lease_until` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `jobs_once` ON `jobs` (`once_key`);--> statement-breakpoint
CREATE INDEX `jobs_waiting` ON `jobs` (`state`,`run_after`);--> statement-breakpoint
CREATE INDEX `jobs_by_requester` ON `jobs` (`requested_by`,`queued_at`);--> statement-breakpoint
CREATE TABLE `mails` (
	`id` text PRIMARY KEY NOT NULL,
	`to` text NOT NULL,
	`language` text NOT NULL,
	`subject` text NOT NULL,
	`body` text NOT NULL,
	`queued_at` integer NOT NULL,
	`send_after` integer NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`last_error` text,
	`sent_at` integer
);
--> statement-breakpoint
CREATE INDEX `mails_waiting` ON `mails` (`sent_at`,`send_after`);--> statement-breakpoint
CREATE TABLE `marks` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL,
	`at` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE `saved_views` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`list` text NOT NULL,
	`name` text NOT NULL,
	`query` text NOT NULL,
	`saved_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `saved_views_name` ON `saved_views` (`account_id`,`list`,`name`);--> statement-breakpoint
CREATE TABLE `assessment_questions` (
	`assessment_id` text NOT NULL,
	`question_version_id` text NOT NULL,
	PRIMARY KEY(`assessment_id`, `question_version_id`),
	FOREIGN KEY (`assessment_id`) REFERENCES `assessments`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`question_version_id`) REFERENCES `question_versions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `assessments` (
	`id` text PRIMARY KEY NOT NULL,
	`course_version_id` text NOT NULL,
	`settings` text NOT NULL,
	FOREIGN KEY (`course_version_id`) REFERENCES `course_versions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `assessments_courseVersionId_unique` ON `assessments` (`course_version_id`);--> statement-breakpoint
CREATE TABLE `attempts` (
	`id` text PRIMARY KEY NOT NULL,
	`enrolment_id` text NOT NULL,
	`assessment_id` text NOT NULL,
	`employee_id` text NOT NULL,
	`no` integer NOT NULL,
	`state` text DEFAULT 'in-progress' NOT NULL,
	`language` text NOT NULL,
	`started_at` integer NOT NULL,
	`deadline_at` integer NOT NULL,
	`sitting_hash` text NOT NULL,
	`submitted_at` integer,
	`graded_at` integer,
	`marks` text,
	`max_marks` text NOT NULL,
	`percent` text,
	`passed` integer,
	FOREIGN KEY (`enrolment_id`) REFERENCES `enrolments`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`assessment_id`) REFERENCES `assessments`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`employee_id`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `attempts_no` ON `attempts` (`enrolment_id`,`no`);--> statement-breakpoint
CREATE UNIQUE INDEX `attempts_one_open` ON `attempts` (`employee_id`,`assessment_id`) WHERE "attempts"."state" = 'in-progress';--> statement-breakpoint
CREATE INDEX `attempts_overdue` ON `attempts` (`state`,`deadline_at`);--> statement-breakpoint
CREATE TABLE `certificates` (
	`id` text PRIMARY KEY NOT NULL,
	`employee_id` text NOT NULL,
	`certification_id` text NOT NULL,
	`attempt_id` text,
	`basis_on` text NOT NULL,
	`anchor_day` integer NOT NULL,
	`valid_from` text NOT NULL,
	`valid_through` text,
	`rule_version` integer NOT NULL,
	`recorded_at` integer NOT NULL,
	`revoked_from` text,
	`revoked_reason` text,
	`supersedes_id` text,
	`verification_code` text NOT NULL,
	FOREIGN KEY (`employee_id`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`certification_id`) REFERENCES `certifications`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`attempt_id`) REFERENCES `attempts`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "certificates_order" CHECK("certificates"."valid_through" is null or "certificates"."valid_through" >= "certificates"."valid_from")
);
--> statement-breakpoint
CREATE UNIQUE INDEX `certificates_verificationCode_unique` ON `certificates` (`verification_code`);--> statement-breakpoint
CREATE INDEX `certificates_of_employee` ON `certificates` (`employee_id`,`certification_id`,`valid_through`);--> statement-breakpoint
CREATE INDEX `certificates_expiry` ON `certificates` (`certification_id`,`valid_through`);--> statement-breakpoint
CREATE UNIQUE INDEX `certificates_of_attempt` ON `certificates` (`attempt_id`);--> statement-breakpoint
CREATE TABLE `certifications` (
	`id` text PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`name` text NOT NULL,
	`valid_months` integer,
	`renew_window_days` integer NOT NULL,
	`grace_days` integer NOT NULL,
	`rule_version` integer DEFAULT 1 NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `certifications_code_unique` ON `certifications` (`code`);--> statement-breakpoint
CREATE TABLE `course_versions` (
	`id` text PRIMARY KEY NOT NULL,
	`course_id` text NOT NULL,
	`version` integer NOT NULL,
	`state` text DEFAULT 'draft' NOT NULL,
	`title` text NOT NULL,
	`summary` text NOT NULL,
	`hours` text NOT NULL,
	`mandatory_for` text NOT NULL,
	`content_digest` text NOT NULL,
	`drafted_by` text NOT NULL,
	`drafted_at` integer NOT NULL,
	`submitted_by` text,
	`submitted_at` integer,
	`approved_by` text,
	`approved_at` integer,
	`activated_at` integer,
	`retired_at` integer,
	`revision` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`course_id`) REFERENCES `courses`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `course_versions_no` ON `course_versions` (`course_id`,`version`);--> statement-breakpoint
CREATE UNIQUE INDEX `course_versions_one_active` ON `course_versions` (`course_id`) WHERE "course_versions"."state" = 'active';--> statement-breakpoint
CREATE TABLE `courses` (
	`id` text PRIMARY KEY NOT NULL,
	`slug` text NOT NULL,
	`code` text NOT NULL,
	`certification_id` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`certification_id`) REFERENCES `certifications`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `courses_slug_unique` ON `courses` (`slug`);--> statement-breakpoint
CREATE UNIQUE INDEX `courses_code_unique` ON `courses` (`code`);--> statement-breakpoint
CREATE TABLE `enrolments` (
	`id` text PRIMARY KEY NOT NULL,
	`employee_id` text NOT NULL,
	`course_id` text NOT NULL,
	`course_version_id` text NOT NULL,
	`enrolled_by` text NOT NULL,
	`enrolled_at` integer NOT NULL,
	`due_on` text,
	`last_lesson_id` text,
	`completed_at` integer,
	`withdrawn_at` integer,
	`revision` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`employee_id`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`course_id`) REFERENCES `courses`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`course_version_id`) REFERENCES `course_versions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`last_lesson_id`) REFERENCES `lessons`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `enrolments_open` ON `enrolments` (`employee_id`,`course_id`) WHERE "enrolments"."withdrawn_at" is null and "enrolments"."completed_at" is null;--> statement-breakpoint
CREATE INDEX `enrolments_of_employee` ON `enrolments` (`employee_id`,`completed_at`);--> statement-breakpoint
CREATE INDEX `enrolments_of_course` ON `enrolments` (`course_id`);--> statement-breakpoint
CREATE TABLE `lesson_notes` (
	`employee_id` text NOT NULL,
	`lesson_id` text NOT NULL,
	`text` text NOT NULL,
	`saved_at` integer NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	PRIMARY KEY(`employee_id`, `lesson_id`),
	FOREIGN KEY (`employee_id`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`lesson_id`) REFERENCES `lessons`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `lesson_progress` (
	`enrolment_id` text NOT NULL,
	`lesson_id` text NOT NULL,
	`started_at` integer NOT NULL,
	`anchor` text,
	`completed_at` integer,
	PRIMARY KEY(`enrolment_id`, `lesson_id`),
	FOREIGN KEY (`enrolment_id`) REFERENCES `enrolments`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`lesson_id`) REFERENCES `lessons`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `lessons` (
	`id` text PRIMARY KEY NOT NULL,
	`course_version_id` text NOT NULL,
	`position` integer NOT NULL,
	`slug` text NOT NULL,
	`title` text NOT NULL,
	`minutes` integer NOT NULL,
	`body` text NOT NULL,
	FOREIGN KEY (`course_version_id`) REFERENCES `course_versions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `lessons_position` ON `lessons` (`course_version_id`,`position`);--> statement-breakpoint
CREATE UNIQUE INDEX `lessons_slug` ON `lessons` (`course_version_id`,`slug`);--> statement-breakpoint
CREATE TABLE `question_versions` (
	`id` text PRIMARY KEY NOT NULL,
	`question_id` text NOT NULL,
	`version` integer NOT NULL,
	`kind` text NOT NULL,
	`tags` text NOT NULL,
	`body` text NOT NULL,
	`digest` text NOT NULL,
	`added_at` integer NOT NULL,
	`retired_at` integer,
	FOREIGN KEY (`question_id`) REFERENCES `questions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `question_versions_no` ON `question_versions` (`question_id`,`version`);--> statement-breakpoint
CREATE TABLE `questions` (
	`id` text PRIMARY KEY NOT NULL,
	`course_id` text NOT NULL,
	`source_id` text NOT NULL,
	FOREIGN KEY (`course_id`) REFERENCES `courses`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `questions_source` ON `questions` (`course_id`,`source_id`);--> statement-breakpoint
CREATE TABLE `refused_responses` (
	`id` text PRIMARY KEY NOT NULL,
	`attempt_id` text NOT NULL,
	`slot` integer NOT NULL,
	`seq` integer NOT NULL,
	`answer` text,
	`reason` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`attempt_id`) REFERENCES `attempts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `refused_responses_of_attempt` ON `refused_responses` (`attempt_id`);--> statement-breakpoint
CREATE TABLE `responses` (
	`attempt_id` text NOT NULL,
	`slot` integer NOT NULL,
	`question_version_id` text NOT NULL,
	`option_order` text NOT NULL,
	`max_mark` text NOT NULL,
	`seq` integer DEFAULT 0 NOT NULL,
	`answer` text,
	`answer_digest` text,
	`saved_at` integer,
	`saved_late` integer DEFAULT false NOT NULL,
	`is_flagged` integer DEFAULT false NOT NULL,
	`fraction` text,
	`mark` text,
	PRIMARY KEY(`attempt_id`, `slot`),
	FOREIGN KEY (`attempt_id`) REFERENCES `attempts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`question_version_id`) REFERENCES `question_versions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `responses_of_question` ON `responses` (`question_version_id`);--> statement-breakpoint
CREATE TABLE `match_preferences` (
	`programme_id` text NOT NULL,
	`from_employee_id` text NOT NULL,
	`to_employee_id` text NOT NULL,
	`rank` integer NOT NULL,
	PRIMARY KEY(`programme_id`, `from_employee_id`, `to_employee_id`),
	FOREIGN KEY (`programme_id`) REFERENCES `programmes`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`from_employee_id`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`to_employee_id`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `mentoring_sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`pairing_id` text NOT NULL,
	`held_on` text NOT NULL,
	`minutes` integer NOT NULL,
	`topics` text NOT NULL,
	`agreed` text NOT NULL,
	`logged_by` text NOT NULL,
	`logged_at` integer NOT NULL,
	`mentor_confirmed_at` integer,
	`mentee_confirmed_at` integer,
	`withdrawn_at` integer,
	`revision` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`pairing_id`) REFERENCES `pairings`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `mentoring_sessions_of_pairing` ON `mentoring_sessions` (`pairing_id`,`held_on`);--> statement-breakpoint
CREATE TABLE `pairing_goals` (
	`id` text PRIMARY KEY NOT NULL,
	`pairing_id` text NOT NULL,
	`text` text NOT NULL,
	`due_on` text,
	`reached_at` integer,
	`reached_by` text,
	`revision` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`pairing_id`) REFERENCES `pairings`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `pairing_goals_of_pairing` ON `pairing_goals` (`pairing_id`);--> statement-breakpoint
CREATE TABLE `pairings` (
	`id` text PRIMARY KEY NOT NULL,
	`programme_id` text NOT NULL,
	`mentor_id` text NOT NULL,
	`mentee_id` text NOT NULL,
	`fit` text NOT NULL,
	`reasons` text NOT NULL,
	`is_manual` integer DEFAULT false NOT NULL,
	`manual_reason` text,
	`started_on` text NOT NULL,
	`agenda` text,
	`next_on` text,
	`ended_on` text,
	`end_reason` text,
	`mentor_evaluation` text,
	`mentee_evaluation` text,
	`revision` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`programme_id`) REFERENCES `programmes`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`mentor_id`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`mentee_id`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `pairings_open` ON `pairings` (`programme_id`,`mentee_id`) WHERE "pairings"."ended_on" is null;--> statement-breakpoint
CREATE INDEX `pairings_of_mentor` ON `pairings` (`mentor_id`,`ended_on`);--> statement-breakpoint
CREATE INDEX `pairings_of_mentee` ON `pairings` (`mentee_id`,`ended_on`);--> statement-breakpoint
CREATE TABLE `programme_mentees` (
	`programme_id` text NOT NULL,
	`employee_id` text NOT NULL,
	`competency_ids` text NOT NULL,
	`joined_at` integer NOT NULL,
	PRIMARY KEY(`programme_id`, `employee_id`),
	FOREIGN KEY (`programme_id`) REFERENCES `programmes`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`employee_id`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `programme_mentors` (
	`programme_id` text NOT NULL,
	`employee_id` text NOT NULL,
	`capacity` integer NOT NULL,
	`joined_at` integer NOT NULL,
	PRIMARY KEY(`programme_id`, `employee_id`),
	FOREIGN KEY (`programme_id`) REFERENCES `programmes`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`employee_id`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "mentor_capacity" CHECK("programme_mentors"."capacity" between 1 and 20)
);
--> statement-breakpoint
CREATE TABLE `programmes` (
	`id` text PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`unit_id` text NOT NULL,
	`from_on` text NOT NULL,
	`to_on` text NOT NULL,
	`rules` text NOT NULL,
	`opened_by` text NOT NULL,
	`opened_at` integer NOT NULL,
	`matched_at` integer,
	`closed_at` integer,
	`revision` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `programmes_code_unique` ON `programmes` (`code`);--> statement-breakpoint
CREATE TABLE `notices` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`kind` text NOT NULL,
	`params` text NOT NULL,
	`link` text NOT NULL,
	`once_key` text NOT NULL,
	`at` integer NOT NULL,
	`read_at` integer,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `notices_once` ON `notices` (`account_id`,`once_key`);--> statement-breakpoint
CREATE INDEX `notices_of_account` ON `notices` (`account_id`,`at`);--> statement-breakpoint
CREATE TABLE `absences` (
	`id` text PRIMARY KEY NOT NULL,
	`employee_id` text NOT NULL,
	`kind` text NOT NULL,
	`from_on` text NOT NULL,
	`to_on` text NOT NULL,
	`excludes_proration` integer NOT NULL,
	`extends_deadlines` integer NOT NULL,
	`recorded_at` integer NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`employee_id`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "absences_order" CHECK("absences"."to_on" >= "absences"."from_on")
);
--> statement-breakpoint
CREATE INDEX `absences_of_employee` ON `absences` (`employee_id`,`from_on`);--> statement-breakpoint
CREATE TABLE `assignments` (
	`id` text PRIMARY KEY NOT NULL,
	`employee_id` text NOT NULL,
	`post_id` text NOT NULL,
	`unit_id` text NOT NULL,
	`line_manager_id` text,
	`fte_bp` integer NOT NULL,
	`base_minor` integer NOT NULL,
	`currency` text NOT NULL,
	`city` text,
	`is_primary` integer DEFAULT true NOT NULL,
	`from_on` text NOT NULL,
	`to_on` text,
	`recorded_at` integer NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`employee_id`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`line_manager_id`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "assignments_order" CHECK("assignments"."to_on" is null or "assignments"."to_on" >= "assignments"."from_on"),
	CONSTRAINT "assignments_fte" CHECK("assignments"."fte_bp" between 1 and 10000)
);
--> statement-breakpoint
CREATE INDEX `assignments_of_employee` ON `assignments` (`employee_id`,`from_on`);--> statement-breakpoint
CREATE INDEX `assignments_in_unit` ON `assignments` (`unit_id`,`from_on`);--> statement-breakpoint
CREATE INDEX `assignments_of_manager` ON `assignments` (`line_manager_id`,`from_on`);--> statement-breakpoint
CREATE INDEX `assignments_of_post` ON `assignments` (`post_id`);--> statement-breakpoint
CREATE TABLE `bank_settings` (
	`from_on` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`time_zone` text NOT NULL,
	`currency` text NOT NULL,
	`language` text NOT NULL,
	`fiscal_year_start` integer NOT NULL,
	`calendar` text NOT NULL,
	`changed_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `competencies` (
	`id` text PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`name` text NOT NULL,
	`description` text NOT NULL,
	`levels` text NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `competencies_code_unique` ON `competencies` (`code`);--> statement-breakpoint
CREATE TABLE `competency_assessments` (
	`id` text PRIMARY KEY NOT NULL,
	`employee_id` text NOT NULL,
	`competency_id` text NOT NULL,
	`level` integer NOT NULL,
	`assessed_on` text NOT NULL,
	`assessed_by` text NOT NULL,
	`evidence` text,
	FOREIGN KEY (`employee_id`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`competency_id`) REFERENCES `competencies`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "competency_assessment_level" CHECK("competency_assessments"."level" between 1 and 5)
);
--> statement-breakpoint
CREATE INDEX `competency_assessments_of_employee` ON `competency_assessments` (`employee_id`,`competency_id`,`assessed_on`);--> statement-breakpoint
CREATE TABLE `delegations` (
	`id` text PRIMARY KEY NOT NULL,
	`from_account_id` text NOT NULL,
	`to_account_id` text NOT NULL,
	`from_on` text NOT NULL,
	`to_on` text NOT NULL,
	`reason` text NOT NULL,
	`acts` text NOT NULL,
	`ended_at` integer,
	`recorded_at` integer NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`from_account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`to_account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `delegations_to` ON `delegations` (`to_account_id`,`from_on`);--> statement-breakpoint
CREATE INDEX `delegations_from` ON `delegations` (`from_account_id`);--> statement-breakpoint
CREATE TABLE `employees` (
	`id` text PRIMARY KEY NOT NULL,
	`number` text NOT NULL,
	`name` text NOT NULL,
	`pinyin` text NOT NULL,
	`initials` text NOT NULL,
	`email` text,
	`gender` text,
	`born_on` text,
	`account_id` text,
	`created_at` integer NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `employees_number` ON `employees` (`number`);--> statement-breakpoint
CREATE UNIQUE INDEX `employees_account` ON `employees` (`account_id`);--> statement-breakpoint
CREATE INDEX `employees_name` ON `employees` (`name`);--> statement-breakpoint
CREATE INDEX `employees_pinyin` ON `employees` (`pinyin`);--> statement-breakpoint
CREATE INDEX `employees_initials` ON `employees` (`initials`);--> statement-breakpoint
CREATE TABLE `employments` (
	`id` text PRIMARY KEY NOT NULL,
	`employee_id` text NOT NULL,
	`from_on` text NOT NULL,
	`to_on` text,
	`leaving_reason` text,
	FOREIGN KEY (`employee_id`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `employments_from` ON `employments` (`employee_id`,`from_on`);--> statement-breakpoint
CREATE TABLE `legal_entities` (
	`id` text PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`name` text NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `legal_entities_code_unique` ON `legal_entities` (`code`);--> statement-breakpoint
CREATE TABLE `post_competencies` (
	`post_id` text NOT NULL,
	`competency_id` text NOT NULL,
	`level` integer NOT NULL,
	PRIMARY KEY(`post_id`, `competency_id`),
	FOREIGN KEY (`post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`competency_id`) REFERENCES `competencies`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "post_competency_level" CHECK("post_competencies"."level" between 1 and 5)
);
--> statement-breakpoint
CREATE TABLE `posts` (
	`id` text PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`name` text NOT NULL,
	`family` text NOT NULL,
	`grade` text NOT NULL,
	`risk_class` text NOT NULL,
	`is_key_post` integer DEFAULT false NOT NULL,
	`duties` text NOT NULL,
	`requirements` text NOT NULL,
	`retired_on` text,
	`revision` integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `posts_code_unique` ON `posts` (`code`);--> statement-breakpoint
CREATE TABLE `role_grants` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`role` text NOT NULL,
	`unit_id` text NOT NULL,
	`from_on` text NOT NULL,
	`to_on` text,
	`granted_by` text NOT NULL,
	`granted_at` integer NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `role_grants_of_account` ON `role_grants` (`account_id`,`from_on`);--> statement-breakpoint
CREATE INDEX `role_grants_by_role` ON `role_grants` (`role`);--> statement-breakpoint
CREATE TABLE `roster_import_rows` (
	`import_id` text NOT NULL,
	`row` integer NOT NULL,
	`kind` text NOT NULL,
	`employee_number` text,
	`name` text,
	`detail` text NOT NULL,
	PRIMARY KEY(`import_id`, `row`),
	FOREIGN KEY (`import_id`) REFERENCES `roster_imports`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `roster_import_rows_kind` ON `roster_import_rows` (`import_id`,`kind`,`row`);--> statement-breakpoint
CREATE TABLE `roster_imports` (
	`id` text PRIMARY KEY NOT NULL,
	`file_digest` text NOT NULL,
	`file_name` text NOT NULL,
	`mapping` text NOT NULL,
	`effective_on` text NOT NULL,
	`absent_means_left` integer NOT NULL,
	`unit_id` text NOT NULL,
	`preview_job_id` text,
	`commit_job_id` text,
	`counts` text,
	`bank_digest` text,
	`uploaded_by` text NOT NULL,
	`uploaded_at` integer NOT NULL,
	`previewed_at` integer,
	`committed_by` text,
	`committed_at` integer,
	`discarded_at` integer,
	`revision` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`preview_job_id`) REFERENCES `jobs`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`commit_job_id`) REFERENCES `jobs`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `roster_imports_age` ON `roster_imports` (`uploaded_at`);--> statement-breakpoint
CREATE TABLE `unit_heads` (
	`id` text PRIMARY KEY NOT NULL,
	`unit_id` text NOT NULL,
	`employee_id` text NOT NULL,
	`from_on` text NOT NULL,
	`to_on` text,
	FOREIGN KEY (`unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`employee_id`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `unit_heads_of_employee` ON `unit_heads` (`employee_id`,`from_on`);--> statement-breakpoint
CREATE UNIQUE INDEX `unit_heads_from` ON `unit_heads` (`unit_id`,`from_on`);--> statement-breakpoint
CREATE TABLE `unit_placements` (
	`id` text PRIMARY KEY NOT NULL,
	`unit_id` text NOT NULL,
	`parent_id` text,
	`legal_entity_id` text NOT NULL,
	`name` text NOT NULL,
	`path` text NOT NULL,
	`from_on` text NOT NULL,
	`to_on` text,
	FOREIGN KEY (`unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`parent_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`legal_entity_id`) REFERENCES `legal_entities`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "unit_placements_order" CHECK("unit_placements"."to_on" is null or "unit_placements"."to_on" >= "unit_placements"."from_on")
);
--> statement-breakpoint
CREATE UNIQUE INDEX `unit_placements_from` ON `unit_placements` (`unit_id`,`from_on`);--> statement-breakpoint
CREATE INDEX `unit_placements_path` ON `unit_placements` (`path`,`from_on`);--> statement-breakpoint
CREATE INDEX `unit_placements_parent` ON `unit_placements` (`parent_id`);--> statement-breakpoint
CREATE TABLE `units` (
	`id` text PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`kind` text NOT NULL,
	`opened_on` text NOT NULL,
	`closed_on` text,
	`revision` integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `units_code_unique` ON `units` (`code`);--> statement-breakpoint
CREATE TABLE `actual_imports` (
	`id` text PRIMARY KEY NOT NULL,
	`cycle_id` text NOT NULL,
	`file_digest` text NOT NULL,
	`file_name` text NOT NULL,
	`mapping` text NOT NULL,
	`counts` text,
	`preview` text,
	`uploaded_by` text NOT NULL,
	`uploaded_at` integer NOT NULL,
	`committed_at` integer,
	`discarded_at` integer,
	`revision` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`cycle_id`) REFERENCES `cycles`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `actual_imports_of_cycle` ON `actual_imports` (`cycle_id`,`uploaded_at`);--> statement-breakpoint
CREATE TABLE `actuals` (
	`id` text PRIMARY KEY NOT NULL,
	`cycle_id` text NOT NULL,
	`kpi_code` text NOT NULL,
	`employee_id` text,
	`unit_id` text,
	`value` text NOT NULL,
	`import_id` text,
	`source_row` integer,
	`source_note` text,
	`recorded_by` text NOT NULL,
	`recorded_at` integer NOT NULL,
	`superseded_by` text,
	`superseded_at` integer,
	FOREIGN KEY (`cycle_id`) REFERENCES `cycles`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`employee_id`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`import_id`) REFERENCES `actual_imports`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "actuals_subject" CHECK(("actuals"."employee_id" is null) <> ("actuals"."unit_id" is null))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `actuals_current_of_employee` ON `actuals` (`cycle_id`,`employee_id`,`kpi_code`) WHERE "actuals"."superseded_at" is null and "actuals"."employee_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX `actuals_current_of_unit` ON `actuals` (`cycle_id`,`unit_id`,`kpi_code`) WHERE "actuals"."superseded_at" is null and "actuals"."unit_id" is not null;--> statement-breakpoint
CREATE INDEX `actuals_of_import` ON `actuals` (`import_id`,`source_row`);--> statement-breakpoint
CREATE TABLE `appeals` (
	`id` text PRIMARY KEY NOT NULL,
	`appraisal_id` text NOT NULL,
	`reason` text NOT NULL,
	`appealed_at` integer NOT NULL,
	`answered_by` text,
	`answered_at` integer,
	`outcome` text,
	`answer` text,
	`revision` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`appraisal_id`) REFERENCES `appraisals`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `appeals_of_appraisal` ON `appeals` (`appraisal_id`);--> statement-breakpoint
CREATE INDEX `appeals_open` ON `appeals` (`answered_at`);--> statement-breakpoint
CREATE TABLE `appraisals` (
	`id` text PRIMARY KEY NOT NULL,
	`cycle_id` text NOT NULL,
	`employee_id` text NOT NULL,
	`unit_path` text NOT NULL,
	`manager_id` text,
	`self_reviewed_at` integer,
	`manager_reviewed_by` text,
	`manager_reviewed_at` integer,
	`calibrated_by` text,
	`calibrated_at` integer,
	`calibrated_rating` text,
	`calibration_reason` text,
	`published_by` text,
	`published_at` integer,
	`acknowledged_at` integer,
	`acknowledgement_note` text,
	`closed_at` integer,
	`score` text,
	`band_rating` text,
	`final_rating` text,
	`result` text,
	`adjustment` text,
	`adjustment_reason` text,
	`self_comment` text,
	`manager_comment` text,
	`revision` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`cycle_id`) REFERENCES `cycles`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`employee_id`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`manager_id`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `appraisals_of_employee` ON `appraisals` (`employee_id`,`cycle_id`);--> statement-breakpoint
CREATE INDEX `appraisals_of_manager` ON `appraisals` (`manager_id`,`cycle_id`);--> statement-breakpoint
CREATE INDEX `appraisals_in_unit` ON `appraisals` (`cycle_id`,`unit_path`);--> statement-breakpoint
CREATE TABLE `cycle_phases` (
	`cycle_id` text NOT NULL,
	`phase` text NOT NULL,
	`opens_on` text NOT NULL,
	`closes_on` text NOT NULL,
	PRIMARY KEY(`cycle_id`, `phase`),
	FOREIGN KEY (`cycle_id`) REFERENCES `cycles`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "cycle_phases_order" CHECK("cycle_phases"."closes_on" >= "cycle_phases"."opens_on")
);
--> statement-breakpoint
CREATE TABLE `cycles` (
	`id` text PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`name` text NOT NULL,
	`from_on` text NOT NULL,
	`to_on` text NOT NULL,
	`unit_id` text NOT NULL,
	`opened_by` text NOT NULL,
	`opened_at` integer NOT NULL,
	`closed_at` integer,
	`sheets_job_id` text,
	`score_job_id` text,
	`revision` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `cycles_code_unique` ON `cycles` (`code`);--> statement-breakpoint
CREATE TABLE `goal_changes` (
	`id` text PRIMARY KEY NOT NULL,
	`sheet_id` text NOT NULL,
	`proposed` text NOT NULL,
	`reason` text NOT NULL,
	`proposed_by` text NOT NULL,
	`proposed_at` integer NOT NULL,
	`agreed_by` text,
	`agreed_at` integer,
	`declined_by` text,
	`declined_at` integer,
	FOREIGN KEY (`sheet_id`) REFERENCES `goal_sheets`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `goal_changes_of_sheet` ON `goal_changes` (`sheet_id`,`proposed_at`);--> statement-breakpoint
CREATE TABLE `goal_lines` (
	`id` text PRIMARY KEY NOT NULL,
	`sheet_id` text NOT NULL,
	`position` integer NOT NULL,
	`kpi_code` text NOT NULL,
	`weight_bp` integer NOT NULL,
	`target` text,
	`is_target_prorated` integer DEFAULT false NOT NULL,
	`development_note` text,
	`revision` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`sheet_id`) REFERENCES `goal_sheets`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `goal_lines_position` ON `goal_lines` (`sheet_id`,`position`);--> statement-breakpoint
CREATE INDEX `goal_lines_of_kpi` ON `goal_lines` (`kpi_code`,`sheet_id`);--> statement-breakpoint
CREATE TABLE `goal_sheets` (
	`id` text PRIMARY KEY NOT NULL,
	`cycle_id` text NOT NULL,
	`employee_id` text NOT NULL,
	`assignment_id` text NOT NULL,
	`template_version_id` text NOT NULL,
	`manager_id` text,
	`unit_id` text NOT NULL,
	`unit_path` text NOT NULL,
	`from_on` text NOT NULL,
	`to_on` text NOT NULL,
	`proposed_by` text,
	`proposed_at` integer,
	`agreed_by` text,
	`agreed_at` integer,
	`frozen_at` integer,
	`revision` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`cycle_id`) REFERENCES `cycles`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`employee_id`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`assignment_id`) REFERENCES `assignments`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`template_version_id`) REFERENCES `template_versions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`manager_id`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `goal_sheets_part` ON `goal_sheets` (`cycle_id`,`assignment_id`);--> statement-breakpoint
CREATE INDEX `goal_sheets_of_employee` ON `goal_sheets` (`employee_id`,`cycle_id`);--> statement-breakpoint
CREATE INDEX `goal_sheets_of_manager` ON `goal_sheets` (`manager_id`,`cycle_id`);--> statement-breakpoint
CREATE INDEX `goal_sheets_in_unit` ON `goal_sheets` (`cycle_id`,`unit_path`);--> statement-breakpoint
CREATE TABLE `kpi_dimensions` (
	`code` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`position` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `kpis` (
	`id` text PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`name` text NOT NULL,
	`definition` text NOT NULL,
	`changed_by` text NOT NULL,
	`changed_at` integer NOT NULL,
	`retired_at` integer,
	`revision` integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `kpis_code_unique` ON `kpis` (`code`);--> statement-breakpoint
CREATE TABLE `marks_given` (
	`goal_line_id` text NOT NULL,
	`perspective` text NOT NULL,
	`mark` text NOT NULL,
	`comment` text,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	PRIMARY KEY(`goal_line_id`, `perspective`),
	FOREIGN KEY (`goal_line_id`) REFERENCES `goal_lines`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `template_versions` (
	`id` text PRIMARY KEY NOT NULL,
	`template_id` text NOT NULL,
	`version` integer NOT NULL,
	`state` text DEFAULT 'draft' NOT NULL,
	`definition` text NOT NULL,
	`drafted_by` text NOT NULL,
	`drafted_at` integer NOT NULL,
	`submitted_by` text,
	`submitted_at` integer,
	`approved_by` text,
	`approved_at` integer,
	`activated_at` integer,
	`retired_at` integer,
	`revision` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`template_id`) REFERENCES `templates`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `template_versions_no` ON `template_versions` (`template_id`,`version`);--> statement-breakpoint
CREATE UNIQUE INDEX `template_versions_one_active` ON `template_versions` (`template_id`) WHERE "template_versions"."state" = 'active';--> statement-breakpoint
CREATE TABLE `templates` (
	`id` text PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`name` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `templates_code_unique` ON `templates` (`code`);--> statement-breakpoint
CREATE TABLE `unit_scores` (
	`cycle_id` text NOT NULL,
	`unit_id` text NOT NULL,
	`score` text NOT NULL,
	`recorded_by` text NOT NULL,
	`recorded_at` integer NOT NULL,
	PRIMARY KEY(`cycle_id`, `unit_id`),
	FOREIGN KEY (`cycle_id`) REFERENCES `cycles`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `veto_events` (
	`id` text PRIMARY KEY NOT NULL,
	`employee_id` text NOT NULL,
	`kind` text NOT NULL,
	`description` text NOT NULL,
	`happened_on` text NOT NULL,
	`cap_rating` text,
	`is_serious` integer NOT NULL,
	`recorded_by` text NOT NULL,
	`recorded_at` integer NOT NULL,
	`closed_on` text,
	`closed_by` text,
	`revision` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`employee_id`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `veto_events_of_employee` ON `veto_events` (`employee_id`,`happened_on`);--> statement-breakpoint
CREATE TABLE `development_actions` (
	`id` text PRIMARY KEY NOT NULL,
	`plan_id` text NOT NULL,
	`kind` text NOT NULL,
	`course_id` text,
	`pairing_id` text,
	`competency_id` text,
	`text` text,
	`wanted` integer,
	`due_on` text NOT NULL,
	`done_at` integer,
	`done_by` text,
	`revision` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`plan_id`) REFERENCES `development_plans`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`course_id`) REFERENCES `courses`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`pairing_id`) REFERENCES `pairings`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`competency_id`) REFERENCES `competencies`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `development_actions_of_plan` ON `development_actions` (`plan_id`,`due_on`);--> statement-breakpoint
CREATE TABLE `development_plans` (
	`id` text PRIMARY KEY NOT NULL,
	`employee_id` text NOT NULL,
	`target_post_id` text NOT NULL,
	`from_on` text NOT NULL,
	`to_on` text NOT NULL,
	`drafted_by` text NOT NULL,
	`drafted_at` integer NOT NULL,
	`agreed_by` text,
	`agreed_at` integer,
	`closed_at` integer,
	`revision` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`employee_id`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`target_post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `development_plans_of_employee` ON `development_plans` (`employee_id`,`closed_at`);--> statement-breakpoint
CREATE TABLE `echelon_members` (
	`id` text PRIMARY KEY NOT NULL,
	`echelon_id` text NOT NULL,
	`employee_id` text NOT NULL,
	`state` text NOT NULL,
	`readiness` text NOT NULL,
	`nominated_by` text NOT NULL,
	`nominated_at` integer NOT NULL,
	`reason` text NOT NULL,
	`admitted_by` text,
	`admitted_at` integer,
	`left_at` integer,
	`left_reason` text,
	`revision` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`echelon_id`) REFERENCES `echelons`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`employee_id`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `echelon_members_open` ON `echelon_members` (`echelon_id`,`employee_id`) WHERE "echelon_members"."left_at" is null;--> statement-breakpoint
CREATE INDEX `echelon_members_of_employee` ON `echelon_members` (`employee_id`);--> statement-breakpoint
CREATE TABLE `echelons` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`post_id` text NOT NULL,
	`unit_id` text NOT NULL,
	`opened_by` text NOT NULL,
	`opened_at` integer NOT NULL,
	`closed_at` integer,
	`revision` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `echelons_target` ON `echelons` (`post_id`,`unit_id`) WHERE "echelons"."closed_at" is null;