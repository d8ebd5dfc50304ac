import type { Model } from '@/api/models';
import { groupBy } from '@/app/groupBy';

export interface ModelGroup {
  /** A provider; null for names that stand for many. */
  provider: string | null;
  ids: string[];
}

/** What can chat, virtual models first, then each provider by name; a model that is chosen and gone keeps its place at the top. */
export function groupModels(models: readonly Model[], chosen: string): ModelGroup[] {
  const chats = models.filter((model) => model.kind === undefined || model.kind === 'chat');
  const groups = groupBy(chats, (model) => (model.kind === undefined ? null : model.owned_by));
  const virtual = (groups.get(null) ?? []).map((model) => model.id);
  const ids = chats.some((model) => model.id === chosen) ? virtual : [chosen, ...virtual];
  const providers = [...groups]
    .flatMap(([provider, own]) => (provider === null ? [] : [{ provider, ids: own.map((model) => model.id) }]))
    .sort((a, b) => a.provider.localeCompare(b.provider));
  return [{ provider: null, ids }, ...providers];
}
