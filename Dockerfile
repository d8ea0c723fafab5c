# AMI Ledger as a container: `docker build -t ami-ledger .`
# Only npm's registry is asked. The same Node.js builds and runs, on glibc, as in the tests.

FROM node:24.21.0-bookworm-slim AS build
WORKDIR /app
ENV NEXT_TELEMETRY_DISABLED=1
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN npm run build

FROM node:24.21.0-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1
# All addresses of the container. Whoever runs it decides who reaches these, and LEDGER_AUTH who is let in.
ENV HOSTNAME=0.0.0.0 PORT=3000
# The embedded database and the requested reports outlive the container only where a volume is mounted here, owned by 1000:1000. With
# LEDGER_DATABASE_URL only the reports are here. Nothing else is ever written.
ENV LEDGER_DATA_DIR=/var/lib/ami-ledger
RUN install --directory --owner=node --group=node --mode=700 /var/lib/ami-ledger
# They belong to root, so that the app cannot change itself.
COPY --from=build /app/.next/standalone ./
COPY --from=build /app/.next/static ./.next/static
COPY --from=build /app/public ./public
COPY --from=build /app/deploy/healthy.mjs ./healthy.mjs
COPY --from=build /app/lib/scripts/check-address.mjs ./check-address.mjs
COPY --from=build /app/lib/scripts/listen-address.mjs ./listen-address.mjs
# Kubernetes tells that a user is not root by its number alone.
USER 1000:1000
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=15s CMD ["node", "healthy.mjs"]
# Node.js itself is the first process, so that it is told when to stop.
CMD ["node", "--import", "./check-address.mjs", "server.js"]
