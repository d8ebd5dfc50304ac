import { pages } from './registry';

/** Whether there is a page at this address: links to it are links only then. */
export const hasPage = (path: string): boolean => pages.some((page) => page.path === path);
