import { useMutation, useQueryClient } from '@tanstack/react-query';
import { favouritesQuery, saveFavourites } from '@/api/favourites';

/**
 * Every change is shown and saved at once, one after the other, each as the whole list. What could not be saved stays on the screen
 * until it is saved or taken back.
 */
export function useFavourites() {
  const client = useQueryClient();
  const key = favouritesQuery.queryKey;
  const save = useMutation({
    mutationKey: ['save favourites'],
    scope: { id: 'favourites' },
    mutationFn: saveFavourites,
    onSuccess: (names) => {
      if (client.isMutating({ mutationKey: ['save favourites'] }) === 1) client.setQueryData(key, names);
    },
  });

  const change = (names: string[]) => {
    void client.cancelQueries({ queryKey: key });
    client.setQueryData(key, names);
    save.mutate(names);
  };
  return {
    change,
    state: save.status,
    error: save.error,
    retry: () => change(client.getQueryData(key) ?? []),
    takeBack: () => {
      save.reset();
      return client.resetQueries({ queryKey: key });
    },
  };
}
