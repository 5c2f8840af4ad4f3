using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CleveSec.Migrations.Steps
{
    /// <inheritdoc />
    public partial class VendorClock : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(CleveSec.Migrations.Sql.SqlFile.Read("vendor-clock.sql"));

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            // What the cases were given is true of them without this step too. The gate is as strict again as it was.
            migrationBuilder.Sql("drop trigger audit_vendor_erased on vendor_files; drop trigger audit_vendor_erased on vendor_answers; drop function audit_vendor_erased();");
            migrationBuilder.Sql("""
                create or replace function require_recorder_at_hand(p_job uuid, p_job_recorder uuid, p_statuses text[]) returns void language plpgsql as $$
                begin
                  perform require_verified_ownership(p_job, p_job_recorder, p_statuses);
                end $$;
                """);
        }
    }
}
