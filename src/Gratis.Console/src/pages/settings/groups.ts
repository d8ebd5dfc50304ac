/** Sections of the config that have a name in every language; one that is new shows its own. */
const groups = ['general', 'server', 'auth', 'storage', 'log', 'spill', 'discovery', 'routing', 'auto_route'] as const;

export const isGroup = (text: string): text is (typeof groups)[number] => groups.some((group) => group === text);
