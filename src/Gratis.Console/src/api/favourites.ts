import { queryOptions } from '@tanstack/react-query';
import { api } from './client';

const path = '/admin/api/favorite-free-models';

interface Answer {
  favorite_free_models: string[];
}

/** The names of models that lead wherever free routes serve, best first. */
export const favouritesQuery = queryOptions({
  queryKey: ['favourites'],
  queryFn: async ({ signal }) => (await api.get<Answer>(path, { signal })).favorite_free_models,
});

export const saveFavourites = async (names: readonly string[]) =>
  (await api.put<Answer>(path, names)).favorite_free_models;
