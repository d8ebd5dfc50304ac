import { useEffect, useRef } from 'react';

/** How near to the end of the page somebody reads along, in pixels. */
const near = 160;

/** Keeps the end of the page in sight while it grows, for whoever was there; who scrolls up is left alone. */
export function useFollow(grown: unknown): void {
  const isAtEnd = useRef(true);
  useEffect(() => {
    const look = () => {
      const { scrollHeight } = document.documentElement;
      isAtEnd.current = window.scrollY + window.innerHeight >= scrollHeight - near;
    };
    window.addEventListener('scroll', look, { passive: true });
    return () => window.removeEventListener('scroll', look);
  }, []);
  useEffect(() => {
    if (isAtEnd.current) window.scrollTo({ top: document.documentElement.scrollHeight });
  }, [grown]);
}
