/** Hive Gateway as it comes; who asks is passed on, as ours does. */
export const gatewayConfig = {
  propagateHeaders: {
    fromClientToSubgraphs: ({ request }) => ({
      authorization: request.headers.get('authorization'),
      'x-campusgraph-principal': process.env.PRINCIPAL,
    }),
  },
};
