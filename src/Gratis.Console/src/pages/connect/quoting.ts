/** A text as a literal of a language. Names of models are other people's, and snippets are pasted into shells and files. */

/** Of JSON, Python, JavaScript, C# and YAML: what JSON escapes, all of them read. */
export const quoted = (text: string) => JSON.stringify(text);

/** Of POSIX shells: as it is where nothing in it means something to them. */
export const shell = (text: string) => (/^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);
