/** A choice that this browser remembers, where its storage is open to us; elsewhere it lasts until the page is left. */
export function stored(key: string) {
  let unsaved: string | null = null;
  return {
    read: (): string | null => {
      try {
        return localStorage.getItem(key) ?? unsaved;
      } catch {
        return unsaved;
      }
    },
    write: (value: string | null): void => {
      unsaved = value;
      try {
        if (value === null) localStorage.removeItem(key);
        else localStorage.setItem(key, value);
      } catch {
        // Private windows may refuse: the choice holds for this visit.
      }
    },
  };
}
