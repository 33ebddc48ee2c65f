# One image for the gateway and every service; the command says which (k8s/base).
FROM node:24-slim
WORKDIR /app
COPY . .
RUN npm ci --omit=dev && npm cache clean --force
USER node
CMD ["node", "gateway/src/main.ts"]
