-- Billionths of a US dollar, as the books count money; null: no end of its own.
ALTER TABLE client_keys ADD COLUMN daily_budget   INTEGER CHECK (typeof(daily_budget)   IN ('integer', 'null'));
ALTER TABLE client_keys ADD COLUMN monthly_budget INTEGER CHECK (typeof(monthly_budget) IN ('integer', 'null'));
-- null: wherever there is a conversation.
ALTER TABLE client_keys ADD COLUMN sticky         INTEGER CHECK (sticky IN (0, 1));
