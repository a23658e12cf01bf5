ALTER TABLE `unit_scores` ADD `import_id` text REFERENCES actual_imports(id);--> statement-breakpoint
ALTER TABLE `unit_scores` ADD `source_row` integer;--> statement-breakpoint
ALTER TABLE `unit_scores` ADD `source_note` text;