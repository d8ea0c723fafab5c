# AMI Ledger as a container: `docker build -t ami-ledger .`
# Only npm's registry is asked. The same Node.js builds and runs, on glibc, as in the tests.

FROM node:20.20.2-bookworm-slim AS build
WORKDIR /app
ENV NEXT_TELEMETRY_DISABLED=1
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN npm run build

FROM node:20.20.2-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED=true
# All addresses of the container. Whoever runs it decides who reaches these, and LEDGER_AUTH who is let in.
ENV HOSTNAME=0.0.0.0 PORT=3000
# Reports that are requested outlive the container only where a volume is mounted here, owned by 1000:1000. Nothing else is ever written.
ENV LEDGER_DATA_DIR=/var/lib/ami-ledger
RUN install --directory --owner=node --group=node --mode=700 /var/lib/ami-ledger
# They belong to root, so that the app cannot change itself.
COPY --from=build /app/.next/standalone ./
COPY --from=build /app/.next/static ./.next/static
COPY --from=build /app/public ./public
COPY --from=build /app/deploy/healthy.mjs ./healthy.mjs
# Kubernetes tells that a user is not root by its number alone.
USER 1000:1000
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=15s CMD ["node", "healthy.mjs"]
# Node.js itself is the first process, so that it is told when to stop.
CMD ["node", "server.js"]
