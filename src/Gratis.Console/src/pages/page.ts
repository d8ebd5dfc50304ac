import type { LucideIcon } from 'lucide-react';
import type { ComponentType } from 'react';
import type common from '../locales/en/common.json';

/** The names of pages: the folder below `pages`, the text file below `locales`, and the key of the title. */
export type PageId = keyof (typeof common)['pages'];

/** A page of the console. */
export interface Page {
  id: PageId;
  /** Its address; whatever lies below it is the page's own, too. */
  path: string;
  /** Other addresses of the same page. */
  aliases?: readonly string[];
  icon: LucideIcon;
  /** Its code, loaded when it is first opened. */
  load: () => Promise<{ default: ComponentType }>;
}
