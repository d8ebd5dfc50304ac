import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { accountsChanged } from '@/api/accounts';
import { configQuery, patchConfig } from '@/api/config';
import { readList } from './useKeyTests';

export type Finding =
  { state: 'looking' } | { state: 'found'; models: number } | { state: 'silent'; reason: string | null };

/** Looks whether servers on this machine answer. One that does is used from now on; one that does not is left as it was. */
export function useLocalSearch() {
  const client = useQueryClient();
  const [findings, setFindings] = useState<Readonly<Record<string, Finding>>>({});

  const look = async (ids: readonly string[], isUsed: (id: string) => boolean) => {
    const set = (id: string, finding: Finding) => setFindings((before) => ({ ...before, [id]: finding }));
    for (const id of ids) set(id, { state: 'looking' });
    for (const id of ids) set(id, await lookFor(id, isUsed(id)));
    await Promise.all([accountsChanged(client), client.invalidateQueries(configQuery)]);
  };
  return { findings, look };
}

async function lookFor(id: string, isUsed: boolean): Promise<Finding> {
  try {
    if (!isUsed) await patchConfig({ providers: { [id]: {} } });
    const finding = await read(id);
    if (!isUsed && finding.state === 'silent') await patchConfig({ providers: { [id]: null } });
    return finding;
  } catch (error) {
    return { state: 'silent', reason: error instanceof Error ? error.message : String(error) };
  }
}

async function read(id: string): Promise<Finding> {
  const list = (await readList(id)).lists.find((one) => one.provider === id);
  return list?.problem === null && list.last_success !== null
    ? { state: 'found', models: list.models }
    : { state: 'silent', reason: list?.problem ?? null };
}
