let last = 0;

/** A name for a turn or lane of this tab; browsers make UUIDs only where the page came by https. */
export const newId = (): string => `${++last}`;
