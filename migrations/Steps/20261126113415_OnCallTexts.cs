using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CleveSec.Migrations.Steps
{
    /// <inheritdoc />
    public partial class OnCallTexts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "alerts_by_text",
                table: "staff_members",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AlterColumn<Guid>(
                name: "job_id",
                table: "outbox_texts",
                type: "uuid",
                nullable: true,
                oldClrType: typeof(Guid),
                oldType: "uuid");

            migrationBuilder.Sql(CleveSec.Migrations.Sql.SqlFile.Read("alerts.sql"));
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("drop trigger feed_serials_settled on serial_settlements; drop trigger feed_serials_read on recorders; delete from outbox_texts where job_id is null;");

            migrationBuilder.DropColumn(
                name: "alerts_by_text",
                table: "staff_members");

            migrationBuilder.AlterColumn<Guid>(
                name: "job_id",
                table: "outbox_texts",
                type: "uuid",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"),
                oldClrType: typeof(Guid),
                oldType: "uuid",
                oldNullable: true);
        }
    }
}
