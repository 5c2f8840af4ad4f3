# syntax=docker/dockerfile:1
# Two images from one build: `web` serves, `migrate` changes the schema (and has the rest of the command line: create-admin, production-check …).
# They are separate because the site's image never needs, and so never gets, the password that may change the schema.
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
COPY global.json Directory.Build.props Directory.Packages.props BannedSymbols.txt .editorconfig ./
COPY src src
COPY migrations migrations
COPY wwwroot wwwroot
ARG TARGETARCH
# ReadyToRun halves the time to the first page. Publishing for one processor adds its compiler to the restore, which rewrites the lock files in here.
RUN dotnet publish src/CleveSec.Web -c Release --arch ${TARGETARCH:-amd64} --self-contained false -p:PublishReadyToRun=true -o /out/web \
 && dotnet publish migrations -c Release --arch ${TARGETARCH:-amd64} --self-contained false -p:PublishReadyToRun=true -o /out/migrate

FROM mcr.microsoft.com/dotnet/aspnet:10.0 AS runtime
# Nothing is written to the image's own file system: it may be mounted read-only, with a tmpfs at /tmp.
ENV DOTNET_EnableDiagnostics=0 ASPNETCORE_HTTP_PORTS=8080
WORKDIR /app
USER app

FROM runtime AS migrate
COPY --from=build /out/migrate .
ENTRYPOINT ["dotnet", "CleveSec.Migrations.dll"]
CMD ["migrate"]

FROM runtime AS web
COPY --from=build /out/web .
EXPOSE 8080
# The image has no curl; the site asks itself.
HEALTHCHECK --interval=10s --timeout=6s --start-period=30s --retries=3 CMD ["dotnet", "CleveSec.Web.dll", "--health"]
ENTRYPOINT ["dotnet", "CleveSec.Web.dll"]
