# lockgate serve in a container: not root, a root file system that may be read-only, one volume for the ledger.
#
#   docker build -t lockgate .
#   docker run --rm -i --read-only -v lockgate:/var/lib/lockgate lockgate account add ann --role analyst < password.txt
#   docker run --read-only --tmpfs /tmp -p 127.0.0.1:8080:8080 -v lockgate:/var/lib/lockgate lockgate
#
# Memos as PDF and workbooks want room in /tmp. Chromium makes its sandbox only where the container may make name spaces
# (`--security-opt seccomp=FILE` with a profile that allows it); where it may not, a memo as PDF is LG0841 and all else works.
FROM debian:12-slim AS build
# Debian keeps one version of a package; one that is pinned is gone with the next repair.
# hadolint ignore=DL3008
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates nodejs npm python3 python3-venv python3-dev && rm -rf /var/lib/apt/lists/*
WORKDIR /source
COPY . .
RUN bash -c 'source tools/setup.sh && setup_build && configure release && build release lockgate'

FROM debian:12-slim
# hadolint ignore=DL3008
RUN apt-get update && apt-get install -y --no-install-recommends libfmt9 libicu72 libssl3 libcmark0.30.2 libsimdjson14 libcsv3 libpugixml1v5 libexpat1 libzip4 libxlsxwriter4 libsqlite3-0 libpq5 libsodium23 libcurl4 libjemalloc2 chromium fonts-noto-cjk \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /var/lib/lockgate --create-home lockgate
COPY --from=build /source/build/release/lockgate /usr/local/bin/lockgate
COPY --from=build /source/rulebook /usr/local/share/lockgate/rulebook
COPY --from=build /source/catalogue /usr/local/share/lockgate/catalogue
COPY --from=build /source/watch /usr/local/share/lockgate/watch
COPY --from=build /source/ledger /usr/local/share/lockgate/ledger
COPY --from=build /source/market /usr/local/share/lockgate/market
COPY --from=build /source/examples /usr/local/share/lockgate/examples
COPY --from=build /source/docs/errors.md /usr/local/share/lockgate/docs/errors.md
# By number, so that others can tell that it is not root.
USER 10001
VOLUME /var/lib/lockgate
ENV LOCKGATE_LEDGER=sqlite:/var/lib/lockgate/ledger.db
EXPOSE 8080
ENTRYPOINT ["lockgate"]
# Others can reach the container's address, so this starts only once there is an account or a token.
CMD ["serve", "--host", "0.0.0.0", "--seal"]
